package myidc.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B: the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, second / Totp.STEP_SECONDS)).isEqualTo(code);
    }

    @Test
    void aClockMayBeOneStepOff() {
        String code = Totp.code(SECRET, 1_000);

        assertThat(Totp.step(SECRET, code, 1_000, 0)).isEqualTo(OptionalLong.of(1_000));
        assertThat(Totp.step(SECRET, code, 1_001, 0)).isEqualTo(OptionalLong.of(1_000));
        assertThat(Totp.step(SECRET, code, 999, 0)).isEqualTo(OptionalLong.of(1_000));
        assertThat(Totp.step(SECRET, code, 1_002, 0)).isEmpty();
        assertThat(Totp.step(SECRET, code, 998, 0)).isEmpty();
    }

    @Test
    void aStepThatWasUsedOrIsOlderIsGoodNoMore() {
        assertThat(Totp.step(SECRET, Totp.code(SECRET, 1_000), 1_000, 1_000)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, 999), 1_000, 1_000)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, 1_001), 1_000, 1_000)).isEqualTo(OptionalLong.of(1_001));
    }

    /** RFC 4648, section 10, and the secret of RFC 6238 as authenticators take it. */
    @Test
    void aSecretIsWrittenInBase32() {
        assertThat(Totp.base32("fooba".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTB");
        assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.base32(new byte[] {-1, -1, -1, -1, -1})).isEqualTo("77777777");
    }
}
