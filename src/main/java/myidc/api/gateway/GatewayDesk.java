package myidc.api.gateway;

import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import myidc.api.tenant.linode.OwnGuests;
import myidc.compute.ComputeRefusal;
import myidc.compute.InstanceCommand.OpenConsole;
import myidc.compute.event.ConsoleEvent.Kind;
import myidc.compute.read.InstanceView;
import myidc.platform.axon.Commands;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Caller;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.HostId;
import myidc.shared.id.InstanceId;
import myidc.tenancy.ConsoleSignIns;
import myidc.tenancy.ConsoleSignIns.Pass;
import myidc.tenancy.TenancyRefusal;
import myidc.tenancy.read.PortalMaintenances;
import myidc.tenancy.read.PortalMaintenances.Span;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** What the gateway asks the book, in the name of who came and by the rules of the consoles in a browser; each question is a request of its own. */
@Singleton
class GatewayDesk {
    private final ConsoleSignIns signIns;
    private final CurrentCaller callers;
    private final OwnGuests guests;
    private final Tenants tenants;
    private final PortalMaintenances maintenances;
    private final Commands commands;

    GatewayDesk(
            ConsoleSignIns signIns,
            CurrentCaller callers,
            OwnGuests guests,
            Tenants tenants,
            PortalMaintenances maintenances,
            Commands commands) {
        this.signIns = signIns;
        this.callers = callers;
        this.guests = guests;
        this.tenants = tenants;
        this.maintenances = maintenances;
        this.commands = commands;
    }

    @ActivateRequestContext
    Pass byPassword(String username, String password, @Nullable String code, String address) {
        return signIns.byPassword(username, password, code, address);
    }

    @ActivateRequestContext
    boolean knows(String username, String key, String address) {
        return signIns.knows(username, key, address);
    }

    @ActivateRequestContext
    Pass byKey(String username, String key, String address) {
        return signIns.byKey(username, key, address);
    }

    @ActivateRequestContext
    void keysRefused(String username, String address) {
        signIns.keysRefused(username, address);
    }

    /** The machines that the person sees, by their labels; refused once the pass holds no more. */
    @ActivateRequestContext
    List<Machine> machines(Pass pass) {
        return as(
                pass,
                () -> guests.byLabel().stream()
                        .map(guest -> new Machine(guest.label, guest.status, guest.region))
                        .toList());
    }

    /** Opens the text console in the book; refused as in a browser, and what is another's as what is not there. */
    @ActivateRequestContext
    Seat open(Pass pass, String label) {
        return as(pass, () -> {
            mustBeOpenForChanges();
            InstanceView guest = guests.changeable(guests.labelled(label).id);
            Long host = guest.hostId;
            if (host == null) {
                throw Refused.because(
                        ComputeRefusal.INSTANCE_STATE, "Linode " + guest.id + " must be running to open its console.");
            }
            InstanceId id = new InstanceId(guest.id);
            commands.send(new OpenConsole(id, Kind.TEXT));
            return new Seat(id, new HostId(host));
        });
    }

    /** Whether the person could open the machine's console now. */
    @ActivateRequestContext
    boolean maySit(Pass pass, InstanceId guest) {
        try {
            return as(pass, () -> guests.changeable(guest.value()) != null);
        } catch (Refused refused) {
            return false;
        }
    }

    /** Whether the person is still let in. */
    @ActivateRequestContext
    boolean holds(Pass pass) {
        return signIns.holder(pass).isPresent();
    }

    private void mustBeOpenForChanges() {
        if (tenants.suspended(callers.get().ownTenant())) {
            throw Refused.because(TenancyRefusal.TENANT_SUSPENDED, "Your account is suspended");
        }
        Optional<Span> upkeep = maintenances.running().filter(Span::readOnly);
        if (upkeep.isPresent()) {
            throw Refused.because(
                    TenancyRefusal.PORTAL_READ_ONLY,
                    "The portal is being worked on: until " + upkeep.get().until() + " it is only read");
        }
    }

    private <R> R as(Pass pass, Supplier<R> question) {
        Caller caller = signIns.holder(pass)
                .orElseThrow(() ->
                        Refused.because(CommonRefusal.UNAUTHENTICATED, "You are not let in to consoles any more"));
        AtomicReference<@Nullable R> answer = new AtomicReference<>();
        callers.runAs(caller, () -> answer.set(question.get()));
        R known = answer.get();
        if (known == null) {
            throw new IllegalStateException("A question had no answer");
        }
        return known;
    }

    /** A machine to choose. */
    record Machine(String label, String status, String region) {}

    /** Which guest's console, and where. */
    record Seat(InstanceId guest, HostId host) {}
}
