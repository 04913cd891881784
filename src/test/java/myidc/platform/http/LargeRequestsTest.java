package myidc.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import myidc.TestTenants;
import org.junit.jupiter.api.Test;

/** What is larger than anything may be is refused in the words of the contract that was called. */
@QuarkusTest
class LargeRequestsTest {
    private static final String LONG = "a".repeat(40_000);

    @Test
    void headersTooLargeAreRefusedWithTheNameOfTheLongest() {
        given().header("X-Filter", LONG)
                .get("/v4/regions")
                .then()
                .statusCode(431)
                .header("X-Request-Id", notNullValue())
                .body("errors[0].reason", containsString("most of them X-Filter; at most 32768 are taken"));
        given().header("X-Much", LONG)
                .get("/admin/v1/racks")
                .then()
                .statusCode(431)
                .contentType("application/problem+json")
                .body("field", equalTo("X-Much"));
    }

    @Test
    void aBodyInPiecesIsRefusedOnceItIsTooLarge() throws IOException {
        String token = TestTenants.open().token();
        assertThat(answerToOneByteTooMany("/v4/linode/stackscripts", token))
                .startsWith("HTTP/1.1 413")
                .contains("application/json", "{\"errors\":[{", "\"field\":\"body\"", "more than the 16777216 bytes");
        assertThat(answerToOneByteTooMany("/admin/v1/racks", "operator-token-of-tests"))
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json", "\"field\":\"body\"", "more than the 16777216 bytes");
    }

    /** All that is sent is read before it is refused, so that the answer arrives; the connection ends with it. */
    private static String answerToOneByteTooMany(String path, String token) throws IOException {
        byte[] chunk = new byte[1 << 16];
        Arrays.fill(chunk, (byte) ' ');
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            write(
                    out,
                    "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < (16 << 20) / chunk.length; i++) {
                write(out, "10000\r\n");
                out.write(chunk);
                write(out, "\r\n");
            }
            write(out, "1\r\n \r\n");
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aPathTooLongIsRefused() {
        given().get("/v4/regions?x=" + LONG)
                .then()
                .statusCode(414)
                .body("errors[0].reason", containsString("at most 32768"));
    }
}
