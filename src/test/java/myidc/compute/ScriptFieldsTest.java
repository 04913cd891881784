package myidc.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import myidc.shared.Refused;
import org.junit.jupiter.api.Test;

class ScriptFieldsTest {
    private static final String SCRIPT = """
            #!/bin/bash
            # <UDF name="host" label="Name of the host">
            # <UDF name="size" label="How large" oneOf="small, large" default="small" />
            # <udf name="parts" label="Which parts" manyOf="web,db,mail" default="web">
            hostname "$HOST"
            """;

    @Test
    void whatIsGivenIsSetBeforeTheFirstLineOfWork() {
        String filled = ScriptFields.of(SCRIPT).filled(SCRIPT, Map.of("host", "it's", "parts", "web, mail"));

        assertThat(filled)
                .startsWith("#!/bin/bash\nexport host='it'\\''s'\nexport size='small'\nexport parts='web, mail'\n");
        assertThat(filled).endsWith("hostname \"$HOST\"\n");
    }

    @Test
    void whatIsMissingUnknownOrNoChoiceIsRefusedByName() {
        refused("stackscript_data.host", Map.of());
        refused("stackscript_data.size", Map.of("host", "web", "size", "huge"));
        refused("stackscript_data.parts", Map.of("host", "web", "parts", "web,ftp"));
        refused("stackscript_data.other", Map.of("host", "web", "other", "x"));
    }

    @Test
    void aTagWithoutANameThatAShellTakesIsRefused() {
        assertThatThrownBy(() -> ScriptFields.of("#!/bin/sh\n# <UDF name=\"a b\" label=\"x\">"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> ScriptFields.of("#!/bin/sh\n# <UDF name=\"ab\">"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(
                        () -> ScriptFields.of("#!/bin/sh\n# <UDF name=\"a\" label=\"x\"><UDF name=\"a\" label=\"y\">"))
                .isInstanceOf(Refused.class);
    }

    private static void refused(String field, Map<String, String> given) {
        assertThatThrownBy(() -> ScriptFields.of(SCRIPT).filled(SCRIPT, given))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo(field));
    }
}
