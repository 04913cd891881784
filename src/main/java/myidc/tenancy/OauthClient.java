package myidc.tenancy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.OauthClientId;
import myidc.tenancy.OauthClientCommand.AmendOauthClient;
import myidc.tenancy.OauthClientCommand.RegisterOauthClient;
import myidc.tenancy.OauthClientCommand.RemoveOauthClient;
import myidc.tenancy.OauthClientCommand.ResetOauthSecret;
import myidc.tenancy.event.OauthClientEvent.OauthClientAmended;
import myidc.tenancy.event.OauthClientEvent.OauthClientRegistered;
import myidc.tenancy.event.OauthClientEvent.OauthClientRemoved;
import myidc.tenancy.event.OauthClientEvent.OauthSecretReset;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A program that people may let act for them. */
final class OauthClient {
    private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    @AggregateIdentifier
    private @Nullable OauthClientId id;

    private boolean open;
    private boolean removed;

    OauthClient() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(RegisterOauthClient command) {
        apply(new OauthClientRegistered(
                command.oauthClientId(),
                command.tenantId(),
                command.key(),
                Check.text("label", command.terms().label(), 512),
                redirect(command.terms().redirectUri()),
                command.terms().open(),
                command.secretHash()));
    }

    @CommandHandler
    void decide(AmendOauthClient command) {
        present();
        apply(new OauthClientAmended(
                command.oauthClientId(), Check.text("label", command.label(), 512), redirect(command.redirectUri())));
    }

    @CommandHandler
    void decide(ResetOauthSecret command) {
        present();
        if (open) {
            throw Refused.because(CommonRefusal.INVALID_FIELD, "A public client has no secret");
        }
        apply(new OauthSecretReset(command.oauthClientId(), command.secretHash()));
    }

    @CommandHandler
    void decide(RemoveOauthClient command) {
        present();
        apply(new OauthClientRemoved(command.oauthClientId()));
    }

    @EventSourcingHandler
    void evolve(OauthClientRegistered fact) {
        id = fact.oauthClientId();
        open = fact.open();
    }

    @EventSourcingHandler
    void evolve(OauthClientRemoved fact) {
        removed = true;
    }

    private void present() {
        if (removed) {
            throw Refused.because(TenancyRefusal.OAUTH_CLIENT_NOT_FOUND, "Not found");
        }
    }

    /** An address codes may be sent to: https, or http to the same machine; no fragment. RFC 6749, section 3.1.2. */
    private static String redirect(String sent) {
        String text = Check.text("redirect_uri", sent, 512);
        try {
            URI uri = new URI(text);
            boolean secure = "https".equals(uri.getScheme());
            boolean local =
                    "http".equals(uri.getScheme()) && uri.getHost() != null && LOCAL_HOSTS.contains(uri.getHost());
            if ((secure || local) && uri.getHost() != null && uri.getFragment() == null && uri.getUserInfo() == null) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw unfit();
        }
        throw unfit();
    }

    private static Refused unfit() {
        return Refused.field(
                CommonRefusal.INVALID_FIELD,
                "redirect_uri",
                "redirect_uri must be an https address, or http to localhost, without fragment");
    }
}
