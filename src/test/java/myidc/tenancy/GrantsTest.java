package myidc.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import myidc.tenancy.event.Grants;
import myidc.tenancy.event.Grants.Grant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grants from several sources add up to the most of each. */
class GrantsTest {
    @ParameterizedTest
    @CsvSource({
        ",,",
        "read_only,,read_only",
        ",read_only,read_only",
        "read_only,read_write,read_write",
        "read_write,read_only,read_write",
        "read_write,,read_write"
    })
    void theHighestLevelCounts(@Nullable String one, @Nullable String other, @Nullable String together) {
        Grants both = grants(one).or(grants(other));

        assertThat(both.accountAccess()).isEqualTo(together);
        assertThat(both.on("linode", 7)).isEqualTo(together);
    }

    @ParameterizedTest
    @CsvSource({"add_linodes,add_volumes", "add_volumes,add_linodes"})
    void rightsAndThingsOfBothAreThere(String one, String other) {
        Grants both = new Grants(null, List.of(one), Map.of("linode", List.of(new Grant(1, "read_only"))))
                .or(new Grants(
                        null,
                        List.of(other),
                        Map.of(
                                "linode", List.of(new Grant(2, "read_write")),
                                "volume", List.of(new Grant(1, "read_write")))));

        assertThat(both)
                .isEqualTo(new Grants(
                        null,
                        List.of("add_linodes", "add_volumes"),
                        Map.of(
                                "linode", List.of(new Grant(1, "read_only"), new Grant(2, "read_write")),
                                "volume", List.of(new Grant(1, "read_write")))));
    }

    private static Grants grants(@Nullable String level) {
        return new Grants(level, List.of(), level == null ? Map.of() : Map.of("linode", List.of(new Grant(7, level))));
    }
}
