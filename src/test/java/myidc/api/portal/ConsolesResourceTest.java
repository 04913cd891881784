package myidc.api.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import myidc.Eventually;
import myidc.SmallSite;
import myidc.TestTenants;
import myidc.TestTenants.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConsolesResourceTest {
    private static final String INSTANCES = "/v4/linode/instances/";
    private static final String PASSWORD = "a long Password 1";

    @TestHTTPResource("/")
    URI portal;

    private TestTenant tenant;
    private int guest;

    @BeforeEach
    void aGuestThatRuns() {
        tenant = TestTenants.open();
        guest = tenant.call()
                .body(Map.of(
                        "region",
                        SmallSite.of(1, 8).region(),
                        "type",
                        "g6-nanode-1",
                        "image",
                        "linode/debian12",
                        "root_pass",
                        PASSWORD))
                .post("/v4/linode/instances")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        becomes("running");
    }

    @Test
    void rootSignsInOnTheTextConsole() {
        Listening console = socket(ticket("text"));

        console.until("login: ");
        console.say("root\r");
        console.until("Password: ");
        console.say("not the password\r");
        console.until("Login incorrect");
        console.say("root\r");
        console.say(PASSWORD + "\r");
        console.until("# ");
        console.say("hostnamex\b\r");
        console.until("\ninstance-" + guest);

        assertThat(console.text()).doesNotContain(PASSWORD).doesNotContain("not the password");
        tenant.call()
                .get("/portal/v1/instances/" + guest + "/history?newestFirst=true")
                .then()
                .body("data.event", hasItem("compute.ConsoleOpened"));
    }

    @Test
    void theScreenShowsWhatIsTyped() {
        Listening console = socket(ticket("screen"));
        console.untilBytes(12);
        console.send("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
        console.untilBytes(14);
        console.send(new byte[] {1});
        console.untilBytes(18);
        console.send(new byte[] {1});
        console.untilBytes(18 + 24 + 9);
        assertThat(console.at(18).getShort()).isEqualTo((short) 640);
        assertThat(console.at(20).getShort()).isEqualTo((short) 400);
        assertThat(console.at(18 + 4).get()).isEqualTo((byte) 32);

        int before = console.bytes().length;
        byte[] format = format();
        console.send(Arrays.copyOf(format, 7));
        console.send(Arrays.copyOfRange(format, 7, format.length));
        console.send(update(false));
        int line = 12 + 640 * 16 * 4;
        console.untilBytes(before + 4 + 25 * line);
        ByteBuffer pixels =
                console.at(before + 4 + 3 * line + 12).slice().limit(line - 12).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(lit(pixels)).as("dots of \"login: \"").isGreaterThan(60);

        int whole = console.bytes().length;
        console.send(update(true));
        console.send(key('r', true));
        console.send(key('r', false));
        console.untilBytes(whole + 4 + line);
        assertThat(console.at(whole + 2).getShort()).as("lines drawn anew").isEqualTo((short) 1);
    }

    @Test
    void aTicketOpensOneConsoleOnce() {
        String ticket = ticket("text");
        socket(ticket).until("login: ");

        Listening second = socket(ticket);
        Eventually.holds(() -> assertThat(second.closed()).isEqualTo(4404));
        assertThat(second.text()).isEmpty();
        Listening unknown = socket("/consoles/0000");
        Eventually.holds(() -> assertThat(unknown.closed()).isEqualTo(4404));
        tenant.call().get("/consoles/0000").then().statusCode(426);
    }

    @Test
    void whoOpensTheTextConsoleLastHasIt() {
        Listening first = socket(ticket("text"));
        first.until("login: ");

        socket(ticket("text")).until("login: ");

        Eventually.holds(() -> assertThat(first.closed()).isEqualTo(4000));
    }

    @Test
    void aConsoleEndsWithItsMachineAndIsNotOpenedWithout() {
        Listening console = socket(ticket("text"));
        console.until("login: ");
        tenant.call().post(INSTANCES + guest + "/shutdown").then().statusCode(200);
        becomes("offline");

        Eventually.holds(() -> assertThat(console.closed()).isEqualTo(4000));
        open("text").statusCode(409).body("code", equalTo("compute.INSTANCE_STATE"));
    }

    @Test
    void anUnknownKindAndAnotherPageAreRefused() {
        open("sound").statusCode(400).body("field", equalTo("kind"));
        URI socket = URI.create(portal.toString().replaceFirst("^http", "ws").replaceAll("/$", "") + ticket("text"));

        assertThat(refusedFrom(socket, "https://elsewhere.example")).isTrue();
    }

    private boolean refusedFrom(URI socket, String origin) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.newWebSocketBuilder()
                    .header("Origin", origin)
                    .buildAsync(socket, new WebSocket.Listener() {})
                    .get();
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte[] format() {
        return ByteBuffer.allocate(20)
                .putInt(0)
                .put(new byte[] {32, 24, 0, 1})
                .putShort((short) 255)
                .putShort((short) 255)
                .putShort((short) 255)
                .put(new byte[] {0, 8, 16, 0, 0, 0})
                .array();
    }

    private static byte[] update(boolean incremental) {
        return ByteBuffer.allocate(10)
                .put((byte) 3)
                .put((byte) (incremental ? 1 : 0))
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 640)
                .putShort((short) 400)
                .array();
    }

    private static byte[] key(int symbol, boolean down) {
        return ByteBuffer.allocate(8)
                .put((byte) 4)
                .put((byte) (down ? 1 : 0))
                .putShort((short) 0)
                .putInt(symbol)
                .array();
    }

    private static int lit(ByteBuffer pixels) {
        int lit = 0;
        while (pixels.remaining() >= 4) {
            lit += pixels.getInt() == 0 ? 0 : 1;
        }
        return lit;
    }

    private String ticket(String kind) {
        return open(kind).statusCode(201).body("kind", equalTo(kind)).extract().path("path");
    }

    private ValidatableResponse open(String kind) {
        return tenant.call()
                .body(Map.of("kind", kind))
                .post("/portal/v1/instances/" + guest + "/consoles")
                .then();
    }

    private Listening socket(String path) {
        return Listening.to(
                URI.create(portal.toString().replaceFirst("^http", "ws").replaceAll("/$", "") + path));
    }

    private void becomes(String status) {
        Eventually.holds(() ->
                tenant.call().get(INSTANCES + guest).then().statusCode(200).body("status", equalTo(status)));
    }
}
