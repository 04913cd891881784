package myidc.api.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WireAnswersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOGIN =
            "{'id':7,'datetime':'2026-11-21T00:00:00','ip':'192.0.2.1','username':'u','status':'successful','restricted':false}"
                    .replace('\'', '"');

    private final WireAnswers answers = WireAnswers.read();

    @Test
    void anAnswerAsRecordedHasNoFault() throws IOException {
        assertThat(answers.faults("GET", "/profile/logins/{id}", JSON.readTree(LOGIN)))
                .isEmpty();
    }

    @Test
    void whatIsLeftOutOrOfAnotherKindIsNamed() throws IOException {
        ObjectNode body = (ObjectNode) JSON.readTree(LOGIN);
        body.remove("ip");
        body.put("restricted", "no");

        assertThat(answers.faults("GET", "/profile/logins/{id}", body))
                .containsExactly("Login.ip is always there", "Login.restricted is flag, not \"no\"");
    }

    @Test
    void aWordThatIsNeverSaidIsNamed() throws IOException {
        ObjectNode body = (ObjectNode) JSON.readTree(LOGIN);
        JsonNode page = JSON.createObjectNode()
                .put("page", 1)
                .put("pages", 1)
                .put("results", 1)
                .set("data", JSON.createArrayNode().add(body));

        assertThat(answers.faults("GET", "/account/logins", page)).isEmpty();
        assertThat(answers.faults("GET", "/account/logins", body)).contains("data: a list", "pages: a number");
        assertThat(answers.faults(
                        "GET", "/volumes/{volumeId}", JSON.createObjectNode().put("status", "gone")))
                .contains("Volume.status is never \"gone\"", "Volume.size is always there");
    }

    @Test
    void anErrorHasReasons() {
        assertThat(WireAnswers.faultsOfAnError(JSON.createObjectNode())).hasSize(1);
    }
}
