package myidc.api.tenant.profile;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import myidc.api.tenant.wire.Whoami;
import myidc.api.tenant.wire.WireTime;
import myidc.platform.axon.Commands;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.tenancy.PersonCommand.DisableSecondFactor;
import myidc.tenancy.PersonCommand.EnableSecondFactor;
import myidc.tenancy.SecondFactorProof;
import myidc.tenancy.SecondFactors;
import org.jspecify.annotations.Nullable;

/** The caller's own second factor, in Linode's three steps. No answer of theirs is kept for a repeated request. */
@Path("/{api:v4|v4beta}/profile")
@TenantScope("account:read_write")
public final class SecondFactorResource {
    private static final String CODE = "tfa_code";
    private final Whoami whoami;
    private final SecondFactors factors;
    private final Commands commands;

    SecondFactorResource(Whoami whoami, SecondFactors factors, Commands commands) {
        this.whoami = whoami;
        this.factors = factors;
        this.commands = commands;
    }

    /** Gives out a secret, which is good for nothing until a code of it is confirmed. */
    @POST
    @Path("/tfa-enable")
    public OfferJson offer() {
        SecondFactors.Offer offer = factors.offer(whoami.personId());
        return new OfferJson(offer.secret(), WireTime.text(offer.until()));
    }

    /** Makes that secret the caller's second factor, in the place of one they had. */
    @POST
    @Path("/tfa-enable-confirm")
    public ScratchJson confirm(ConfirmRequest body) {
        String scratch = SecondFactors.scratch();
        SecondFactorProof proof = new SecondFactorProof(CODE, Check.text(CODE, body.tfaCode(), 64), scratch);
        commands.send(new EnableSecondFactor(whoami.personId(), proof));
        return new ScratchJson(scratch);
    }

    @POST
    @Path("/tfa-disable")
    public Map<String, Object> disable() {
        commands.send(new DisableSecondFactor(whoami.personId(), whoami.personId()));
        return Map.of();
    }

    /** Linode's answer to who wants a second factor. */
    public record OfferJson(String secret, String expiry) {
        @Override
        public String toString() {
            return "OfferJson";
        }
    }

    /** A code of the offered secret. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ConfirmRequest(@Nullable String tfaCode) {
        @Override
        public String toString() {
            return "ConfirmRequest";
        }
    }

    /** The code that is good once where the device is lost; told once. */
    public record ScratchJson(String scratch) {
        @Override
        public String toString() {
            return "ScratchJson";
        }
    }
}
