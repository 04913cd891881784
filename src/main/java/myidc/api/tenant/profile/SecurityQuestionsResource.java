package myidc.api.tenant.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.IntStream;
import myidc.platform.security.TenantScope;
import org.jspecify.annotations.Nullable;

/** Questions by which a caller could be known again; nobody's answers are kept, so each is open. */
@Path("/{api:v4|v4beta}/profile/security-questions")
public final class SecurityQuestionsResource {
    private static final List<String> QUESTIONS = List.of(
            "What was the name of your first school?",
            "In which town did you first work?",
            "What was your first telephone number?",
            "What was the name of your first pet?",
            "Which street did you grow up in?");

    @GET
    @TenantScope("account:read_only")
    public QuestionsJson questions() {
        return new QuestionsJson(IntStream.range(0, QUESTIONS.size())
                .mapToObj(index -> new QuestionJson(index + 1, QUESTIONS.get(index), null))
                .toList());
    }

    /** Every question there is. */
    public record QuestionsJson(
            @JsonProperty("security_questions") List<QuestionJson> questions) {}

    /** A question, and what the caller answered. */
    public record QuestionJson(
            int id, String question, @Nullable String response) {}
}
