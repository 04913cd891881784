package myidc.api.oauth;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The pages a person meets on the way of OAuth: plain HTML that needs no script, in English and Chinese. */
@Singleton
public final class ConsentPage {
    static final String CODE_NEEDED = "code-needed";
    static final String CODE_WRONG = "code-wrong";
    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;margin:0;padding:2rem 1rem;
            background:Canvas;color:CanvasText}
            main{max-width:26rem;margin:0 auto}
            h1{font-size:1.25rem}
            label{display:block;margin:.75rem 0 .25rem}
            input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem}
            button{font:inherit;padding:.5rem 1rem;margin:1rem .5rem 0 0}
            .error{border-left:4px solid #b3261e;padding-left:.75rem}
            code{word-break:break-all}
            """;

    private final Map<String, Properties> words = new HashMap<>();

    ConsentPage() {
        for (String language : new String[] {"en", "zh-CN"}) {
            words.put(language, read(language));
        }
    }

    private static Properties read(String language) {
        Properties read = new Properties();
        String name = "/words/oauth_" + language + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(ConsentPage.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            read.load(reader);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page's words in the first language of the header that there is, else English. */
    Words in(@Nullable String acceptLanguage) {
        String language = acceptLanguage == null ? "" : acceptLanguage;
        int chinese = language.indexOf("zh");
        int english = language.indexOf("en");
        boolean inChinese = chinese >= 0 && (english < 0 || chinese < english);
        String chosen = inChinese ? "zh-CN" : "en";
        return new Words(chosen, Objects.requireNonNull(words.get(chosen)));
    }

    /** A page as it is sent: kept by nobody, framed by nobody, running nothing. */
    static Response.ResponseBuilder answer(int status, String html, String formAction) {
        return Response.status(status)
                .entity(html)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Frame-Options", "DENY")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none';"
                                + " form-action " + formAction);
    }

    /** Words of one language, which make pages of it. */
    record Words(String language, Properties texts) {
        String text(String key) {
            return Objects.requireNonNull(texts.getProperty(key), key);
        }

        String refused(String parameter) {
            return page(
                    "refused.title",
                    "<p class=\"error\" role=\"alert\">" + html(text("refused.text")) + " <code>" + html(parameter)
                            + "</code></p>");
        }

        String signedOut() {
            return page("out.title", "<p>" + html(text("out.text")) + "</p>");
        }

        /** Asks who is there, for a code only from those who need one; {@code problem}: wrong with the last attempt. */
        String signIn(AuthorizationRequest request, AuthorizationRequest.Sent sent, @Nullable String problem) {
            String complaint = problem == null
                    ? ""
                    : "<p class=\"error\" role=\"alert\">" + html(text("problem." + problem)) + "</p>";
            return page(
                    "in.title",
                    "<p>" + html(text("in.text")) + " <strong>" + html(request.client().label) + "</strong></p>"
                            + complaint + form(sent, "sign-in", "")
                            + "<label for=\"username\">" + html(text("in.username")) + "</label>"
                            + "<input id=\"username\" name=\"username\" autocomplete=\"username\" required autofocus>"
                            + "<label for=\"password\">" + html(text("in.password")) + "</label>"
                            + "<input id=\"password\" name=\"password\" type=\"password\""
                            + " autocomplete=\"current-password\" required>"
                            + (CODE_NEEDED.equals(problem) || CODE_WRONG.equals(problem) ? code() : "")
                            + "<button type=\"submit\">" + html(text("in.button")) + "</button></form>");
        }

        private String code() {
            return "<label for=\"code\">" + html(text("in.code")) + "</label>"
                    + "<input id=\"code\" name=\"code\" autocomplete=\"one-time-code\" required>";
        }

        /** Asks for consent. */
        String consent(AuthorizationRequest request, AuthorizationRequest.Sent sent, Asker asker) {
            StringBuilder scopes = new StringBuilder("<ul>");
            for (String scope : request.scopes().names()) {
                scopes.append("<li><code>").append(html(scope)).append("</code> ");
                scopes.append(html(level(scope))).append("</li>");
            }
            scopes.append("</ul>");
            boolean none = request.scopes().names().isEmpty();
            return page(
                    "consent.title",
                    "<p><strong>" + html(request.client().label) + "</strong> " + html(text("consent.text")) + "</p>"
                            + "<p>" + html(text("consent.as")) + " <strong>" + html(asker.username()) + "</strong> · "
                            + html(asker.tenant()) + "</p>"
                            + (none ? "<p>" + html(text("consent.none")) + "</p>" : scopes)
                            + "<p>" + html(text("consent.back")) + " <code>" + html(request.redirectUri())
                            + "</code></p>"
                            + form(sent, "allow", asker.proof())
                            + "<button type=\"submit\">" + html(text("consent.allow")) + "</button></form>"
                            + form(sent, "deny", asker.proof())
                            + "<button type=\"submit\">" + html(text("consent.deny")) + "</button></form>");
        }

        private String level(String scope) {
            return text(
                    scope.equals("*")
                            ? "scope.all"
                            : scope.endsWith(":read_only") ? "scope.read_only" : "scope.read_write");
        }

        private static String form(AuthorizationRequest.Sent sent, String deed, String proof) {
            StringBuilder form = new StringBuilder("<form method=\"post\" action=\"/oauth/authorize\">");
            sent.parameters().forEach((name, value) -> form.append(hidden(name, value)));
            return form.append(hidden("deed", deed))
                    .append(hidden("proof", proof))
                    .toString();
        }

        private static String hidden(String name, String value) {
            return "<input type=\"hidden\" name=\"" + html(name) + "\" value=\"" + html(value) + "\">";
        }

        private String page(String title, String body) {
            return "<!doctype html><html lang=\"" + language + "\"><head><meta charset=\"utf-8\">"
                    + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>"
                    + html(text(title)) + " · MyIDC</title><style>" + STYLE + "</style></head><body><main><h1>"
                    + html(text(title)) + "</h1>" + body + "</main></body></html>";
        }

        private static String html(String text) {
            return text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&#39;");
        }
    }

    /**
     * Who is asked.
     *
     * @param proof what a form of this person's session, and no other page, can send
     */
    record Asker(String username, String tenant, String proof) {}
}
