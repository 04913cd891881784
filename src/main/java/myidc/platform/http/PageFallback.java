package myidc.platform.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/** A browser that opens an address of the console gets the console; what belongs to a contract is left alone. */
@Singleton
final class PageFallback {
    private static final List<String> CONTRACTS = List.of(
            "/v4/",
            "/v4beta/",
            "/admin/v1/",
            "/auth/",
            "/export/",
            "/portal/v1/",
            "/q/",
            "/openapi",
            "/oauth/",
            "/logout");

    /** Ends in a dot and a word, as no page does; an IP address ends in a number. */
    private static final Pattern FILE = Pattern.compile(".*\\.[A-Za-z][A-Za-z0-9]*");

    void route(@Observes Router router) {
        router.get().order(-1).handler(PageFallback::serve);
    }

    private static void serve(RoutingContext context) {
        String path = context.normalizedPath();
        String accept = String.valueOf(context.request().getHeader("Accept"));
        boolean page = accept.contains("text/html")
                && !path.equals("/")
                && !FILE.matcher(path.substring(path.lastIndexOf('/'))).matches()
                && CONTRACTS.stream().noneMatch((path + "/")::startsWith);
        if (page) {
            context.reroute("/");
        } else {
            context.next();
        }
    }
}
