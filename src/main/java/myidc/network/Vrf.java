package myidc.network;

import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.util.regex.Pattern;
import myidc.network.VrfCommand.DefineVrf;
import myidc.network.VrfCommand.DescribeVrf;
import myidc.network.VrfCommand.RetireVrf;
import myidc.network.event.VrfEvent.VrfDefined;
import myidc.network.event.VrfEvent.VrfDescribed;
import myidc.network.event.VrfEvent.VrfRetired;
import myidc.platform.db.Claims;
import myidc.platform.db.Claims.Claim;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.VrfId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A routing table of its own. */
final class Vrf {
    private static final String NAMES = "network.vrf-name";
    private static final String DISTINGUISHERS = "network.route-distinguisher";

    /** An AS number or an address, and a number: RFC 4364, section 4.2. */
    private static final Pattern DISTINGUISHER = Pattern.compile("(\\d{1,10}|\\d{1,3}(\\.\\d{1,3}){3}):\\d{1,10}");

    @AggregateIdentifier
    private @Nullable VrfId id;

    private String name = "";
    private @Nullable String routeDistinguisher;
    private boolean retired;

    Vrf() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(DefineVrf command, Claims claims, VrfRoom room) {
        String wanted = Check.text("name", command.name(), 60);
        String distinguisher = distinguisher(command.routeDistinguisher());
        take(claims, command.vrfId(), wanted, distinguisher);
        room.open(command.vrfId(), command.duplicates());
        apply(new VrfDefined(
                command.vrfId(),
                wanted,
                distinguisher,
                command.duplicates(),
                Check.optionalText("description", command.description(), 200)));
    }

    @CommandHandler
    void decide(DescribeVrf command, Claims claims) {
        inUse();
        Check.version(command.expectedVersion(), getVersion());
        String wanted = Check.text("name", command.name(), 60);
        String distinguisher = distinguisher(command.routeDistinguisher());
        release(claims, command.vrfId());
        take(claims, command.vrfId(), wanted, distinguisher);
        apply(new VrfDescribed(
                command.vrfId(), wanted, distinguisher, Check.optionalText("description", command.description(), 200)));
    }

    @CommandHandler
    void decide(RetireVrf command, Claims claims, VrfRoom room) {
        inUse();
        room.close(command.vrfId());
        release(claims, command.vrfId());
        apply(new VrfRetired(command.vrfId(), name));
    }

    @EventSourcingHandler
    void evolve(VrfDefined fact) {
        id = fact.vrfId();
        name = fact.name();
        routeDistinguisher = fact.routeDistinguisher();
    }

    @EventSourcingHandler
    void evolve(VrfDescribed fact) {
        name = fact.name();
        routeDistinguisher = fact.routeDistinguisher();
    }

    @EventSourcingHandler
    void evolve(VrfRetired fact) {
        retired = true;
    }

    private void inUse() {
        if (retired) {
            throw Refused.because(
                    NetworkRefusal.VRF_NOT_FOUND,
                    "The VRF " + requireNonNull(id).text() + " was given up");
        }
    }

    private static void take(Claims claims, VrfId vrf, String name, @Nullable String distinguisher) {
        claims.take(new Claim(NAMES, name, "name"), vrf.text(), NetworkRefusal.NAME_TAKEN);
        if (distinguisher != null) {
            claims.take(
                    new Claim(DISTINGUISHERS, distinguisher, "routeDistinguisher"),
                    vrf.text(),
                    NetworkRefusal.NAME_TAKEN);
        }
    }

    private void release(Claims claims, VrfId vrf) {
        claims.release(NAMES, name, vrf.text());
        if (routeDistinguisher != null) {
            claims.release(DISTINGUISHERS, routeDistinguisher, vrf.text());
        }
    }

    private static @Nullable String distinguisher(@Nullable String given) {
        return given == null || given.isBlank()
                ? null
                : Check.matches(
                        "routeDistinguisher", given.strip(), DISTINGUISHER, "must look like 65000:12 or 192.0.2.1:12");
    }
}
