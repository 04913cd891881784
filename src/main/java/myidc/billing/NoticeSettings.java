package myidc.billing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How notices leave the house; the keys begin with {@code myidc.notices}. */
@ConfigMapping(prefix = "myidc.notices")
public interface NoticeSettings {
    /** How often what waits is sent. */
    @WithDefault("5s")
    String every();

    /** How long an endpoint may take to answer. */
    @WithDefault("10s")
    Duration timeout();

    /** Hosts that webhooks may lead to although they lie inward. */
    Optional<Set<String>> inwardHosts();

    /** The server mail is handed to. */
    Mail mail();

    /** Mail; without a host none is sent. */
    interface Mail {
        Optional<String> host();

        @WithDefault("25")
        int port();

        Optional<String> username();

        Optional<String> password();

        /** NONE, STARTTLS or TLS. */
        @WithDefault("STARTTLS")
        Encryption encryption();

        /** Whom mail comes from. */
        @WithDefault("MyIDC <noreply@localhost>")
        String from();
    }

    /** How the way to the mail server is kept private. */
    enum Encryption {
        NONE,
        STARTTLS,
        TLS
    }
}
