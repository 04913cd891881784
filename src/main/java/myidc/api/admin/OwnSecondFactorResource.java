package myidc.api.admin;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Map;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Role;
import myidc.shared.id.PersonId;
import myidc.tenancy.PersonCommand.DisableSecondFactor;
import myidc.tenancy.PersonCommand.EnableSecondFactor;
import myidc.tenancy.SecondFactorProof;
import myidc.tenancy.SecondFactors;
import org.jspecify.annotations.Nullable;

/** The second factor of the one of the staff who asks. No answer is kept for a repeated request. */
@Path("/admin/v1/own-second-factor")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class OwnSecondFactorResource {
    private final CurrentCaller callers;
    private final SecondFactors factors;
    private final Commands commands;

    OwnSecondFactorResource(CurrentCaller callers, SecondFactors factors, Commands commands) {
        this.callers = callers;
        this.factors = factors;
        this.commands = commands;
    }

    /** Gives out a secret, which is good for nothing until a code of it is confirmed. */
    @POST
    public OfferJson offer() {
        SecondFactors.Offer offer = factors.offer(own());
        return new OfferJson(offer.secret(), offer.until());
    }

    /** Makes that secret the caller's second factor, in the place of one they had. */
    @POST
    @Path("/confirm")
    public ScratchJson confirm(ConfirmRequest body) {
        String scratch = SecondFactors.scratch();
        SecondFactorProof proof = new SecondFactorProof("code", Check.text("code", body.code(), 64), scratch);
        commands.send(new EnableSecondFactor(own(), proof));
        return new ScratchJson(scratch);
    }

    @DELETE
    public Map<String, Object> disable() {
        commands.send(new DisableSecondFactor(own(), own()));
        return Map.of();
    }

    private PersonId own() {
        return Check.present("person", callers.get().person());
    }

    /** A secret for the authenticator, and until when it waits for its confirmation. */
    public record OfferJson(String secret, Instant expiry) {
        @Override
        public String toString() {
            return "OfferJson";
        }
    }

    /** A code of the offered secret. */
    public record ConfirmRequest(@Nullable String code) {
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
