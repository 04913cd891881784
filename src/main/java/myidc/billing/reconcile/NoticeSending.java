package myidc.billing.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import myidc.billing.NoticeKind;
import myidc.billing.port.Postman;
import myidc.billing.port.Postman.Letter;
import myidc.billing.port.Postman.Sent;
import myidc.billing.port.WebCaller;
import myidc.billing.port.WebCaller.Reply;
import myidc.platform.asof.EventWords;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * One delivery on its way. Webhooks are signed after standardwebhooks.com: HMAC-SHA256 over id, timestamp and body, in
 * {@code webhook-signature}; the id stays the same however often it is sent.
 */
@Singleton
public final class NoticeSending {
    private static final String SECRET_PREFIX = "whsec_";

    private final Sql sql;
    private final WebCaller caller;
    private final Postman postman;
    private final Tenants tenants;
    private final EventWords words;
    private final Clock clock;
    private final ObjectMapper json = StoreMapper.facts();

    NoticeSending(Sql sql, WebCaller caller, Postman postman, Tenants tenants, EventWords words, Clock clock) {
        this.sql = sql;
        this.caller = caller;
        this.postman = postman;
        this.tenants = tenants;
        this.words = words;
        this.clock = clock;
    }

    Result send(Due due) {
        Optional<Content> content = QuarkusTransaction.requiringNew().call(() -> read(due));
        if (content.isEmpty()) {
            return Result.none("there is nobody to send to any more");
        }
        try {
            return content.get().letter() == null
                    ? post(content.get())
                    : mail(content.get().letter());
        } catch (RuntimeException e) {
            return new Result(false, true, false, 0, String.valueOf(e.getMessage()));
        }
    }

    private Optional<Content> read(Due due) {
        return sql.row(
                        "select kind, figures::text as figures, at from notice_view where cause = ?",
                        row -> new Told(row.getString("kind"), tree(row.getString("figures")), Sql.instant(row, "at")),
                        due.cause())
                .flatMap(told -> due.way().equals("MAIL") ? letter(due, told) : hook(due, told));
    }

    private Optional<Content> hook(Due due, Told told) {
        return sql.row(
                "select w.url, s.secret from webhook_view w join webhook_secret s on s.webhook_id = w.id where w.id = ?",
                row -> {
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("id", due.cause());
                    body.put("type", told.kind());
                    body.put("timestamp", told.at().toString());
                    body.put("tenantId", due.tenant());
                    body.put("data", told.figures());
                    return new Content(due.cause(), row.getString("url"), row.getString("secret"), write(body), null);
                },
                due.webhook());
    }

    private Optional<Content> letter(Due due, Told told) {
        String titled = sql.row(
                        "select email from billing_title_view where account_id = ?",
                        row -> row.getString(1),
                        due.tenant())
                .orElse("");
        String to = titled.isBlank()
                ? tenants.find(new TenantId(due.tenant()))
                        .map(tenant -> String.valueOf(tenant.email == null ? "" : tenant.email))
                        .orElse("")
                : titled;
        if (to.isBlank()) {
            return Optional.empty();
        }
        Map<String, String> sentences = words.tellTenant(NoticeKind.fact(told.kind()), told.figures());
        String chinese = sentences.getOrDefault("zh-CN", told.kind());
        String english = sentences.getOrDefault("en", told.kind());
        return Optional.of(new Content(
                due.cause(),
                "",
                "",
                "",
                new Letter(
                        to,
                        "[MyIDC] " + chinese + " / " + english,
                        chinese + "\n\n" + english + "\n\n" + told.at() + "  " + due.cause() + "\n")));
    }

    private Result post(Content content) {
        String at = Long.toString(clock.instant().getEpochSecond());
        Reply reply = caller.post(
                URI.create(content.url()),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "webhook-id",
                        content.id(),
                        "webhook-timestamp",
                        at,
                        "webhook-signature",
                        sign(content.secret(), content.id() + "." + at + "." + content.body())),
                content.body());
        return new Result(
                reply.taken(),
                true,
                false,
                reply.status(),
                reply.taken() ? "" : reply.trouble().isEmpty() ? "status " + reply.status() : reply.trouble());
    }

    private Result mail(Letter letter) {
        Sent sent = postman.send(letter);
        return new Result(sent.done(), sent.again(), false, 0, sent.trouble());
    }

    /** The signature of a text by a secret, as the header holds it. */
    public static String sign(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", e);
        }
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A notice cannot be read", e);
        }
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A notice cannot be written", e);
        }
    }

    private record Told(String kind, JsonNode figures, Instant at) {}

    private record Content(
            String id,
            String url,
            String secret,
            String body,
            @Nullable Letter letter) {}

    /** A delivery that is due; {@code webhook} is 0 for mail. */
    record Due(long id, long tenant, String way, long webhook, String cause, int attempts) {}

    /** How it went: {@code again} tells whether once more may help, {@code nobody} that there is none to send to. */
    record Result(boolean done, boolean again, boolean nobody, int status, String trouble) {
        static Result none(String trouble) {
            return new Result(false, false, true, 0, trouble);
        }
    }
}
