package myidc.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import myidc.platform.db.Claims;
import myidc.shared.Refused;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.hamcrest.CustomTypeSafeMatcher;
import org.junit.jupiter.api.Test;

/** The pages switch off what a guest's state forbids: they are held to this table, which the guest itself answers. */
@QuarkusTest
@TestTransaction
class StateRulesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/state-rules.json");
    private static final String MAY = "may";

    @Inject
    Claims claims;

    @Inject
    ObjectMapper json;

    @Test
    void whatEachStateAllowsIsInTheTable() throws IOException {
        AggregateTestFixture<Instance> guest = new AggregateTestFixture<>(Instance.class);
        guest.registerInjectableResource(claims);
        Map<String, Map<String, String>> table = new LinkedHashMap<>();
        StateRules.states().forEach((state, past) -> {
            Map<String, String> answers = new LinkedHashMap<>();
            StateRules.deeds()
                    .forEach((deed, each) -> answers.put(deed, answer(guest, each.after(past), each.command())));
            answers.put("clone", copied(state));
            table.put(state, answers);
        });
        String told = json.writerWithDefaultPrettyPrinter().writeValueAsString(table) + "\n";
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(GOLDEN, told);
        }
        assertThat(GOLDEN).as("make it by -Dgolden=write, then read it").exists();
        assertThat(told).isEqualTo(Files.readString(GOLDEN));
    }

    /** A guest that is gone has no page. */
    @Test
    void everyStateOfAGuestThatIsThereIsInTheTable() {
        Set<String> states = EnumSet.complementOf(EnumSet.of(InstanceState.DELETED)).stream()
                .map(InstanceState::name)
                .collect(Collectors.toSet());
        assertThat(StateRules.states().keySet()).containsAll(states);
    }

    /** A copy is another guest; what its source is alone decides. */
    private static String copied(String row) {
        String state = row.replaceAll("_(WORKED|PROPOSED|LOCKED)$", "");
        try {
            InstanceState.valueOf(state).mustHaveContents(StateRules.GUEST);
            return MAY;
        } catch (Refused refused) {
            return refused.refusal().toString();
        }
    }

    private static String answer(AggregateTestFixture<Instance> guest, List<Object> past, Object command) {
        List<String> refused = new ArrayList<>();
        try {
            guest.given(past).when(command).expectException(kept(refused::add));
        } catch (AssertionError allowed) {
            return MAY;
        }
        return refused.getFirst();
    }

    private static CustomTypeSafeMatcher<Refused> kept(Consumer<String> reason) {
        return new CustomTypeSafeMatcher<>("refused") {
            @Override
            protected boolean matchesSafely(Refused refused) {
                reason.accept(refused.refusal().toString());
                return true;
            }
        };
    }
}
