package myidc.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PersonKeysTest {
    @Inject
    PersonKeys keys;

    @Test
    void whatWasSealedOpensUntilTheKeyIsDestroyed() {
        String person = "person-" + UUID.randomUUID();
        Personal sealed = keys.seal(person, "li.wei@example.com");

        assertThat(sealed.sealed()).doesNotContain("li.wei");
        assertThat(keys.open(sealed)).contains("li.wei@example.com");

        keys.destroy(person);
        assertThat(keys.open(sealed)).isEmpty();
        assertThatThrownBy(() -> keys.seal(person, "again")).hasMessageContaining("destroyed");
    }

    @Test
    void theSameTextIsSealedDifferentlyEachTime() {
        String person = "person-" + UUID.randomUUID();
        assertThat(keys.seal(person, "x").sealed())
                .isNotEqualTo(keys.seal(person, "x").sealed());
    }
}
