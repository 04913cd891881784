package myidc.api.tenant.transfer;

import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import myidc.api.tenant.linode.OwnGuests;
import myidc.api.tenant.transfer.TransferJson.Shown;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.compute.ComputeRefusal;
import myidc.compute.TransferCommand.CancelTransfer;
import myidc.compute.TransferCommand.OfferTransfer;
import myidc.compute.TransferCommand.Secret;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.compute.read.Transfers;
import myidc.compute.read.Transfers.TransferRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.privacy.PersonKeys;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.shared.id.TransferId;
import myidc.tenancy.Secrets;
import org.jspecify.annotations.Nullable;

/** Machines that one account offers and another accepts: whoever has the token may. */
@Path("/{api:v4|v4beta}/account/service-transfers")
@TenantScope("account:read_write")
public final class ServiceTransfersResource {
    private static final String READ = "account:read_only";
    private static final String FIELD = "entities.linodes";
    private static final String MACHINES = "machines";
    private static final Duration GOOD_FOR = Duration.ofHours(24);

    private final Commands commands;
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final OwnGuests guests;
    private final HandOver handOver;
    private final Offers offers;

    ServiceTransfersResource(
            Commands commands,
            CurrentCaller callers,
            GrantGuard guard,
            OwnGuests guests,
            HandOver handOver,
            Offers offers) {
        this.commands = commands;
        this.callers = callers;
        this.guard = guard;
        this.guests = guests;
        this.handOver = handOver;
        this.offers = offers;
    }

    /** What the caller's account offered, and what it accepted. */
    @GET
    @TenantScope(READ)
    public Listed<TransferJson> list(@BeanParam ListQuery query) {
        guard.unrestricted();
        List<Shown> all =
                offers.transfers().of(tenant()).stream().map(this::shown).toList();
        return TransferJson.ATTRIBUTES.page(all, query, each -> TransferJson.of(each, null));
    }

    @POST
    public TransferJson offer(OfferRequest body) {
        guard.unrestricted();
        List<InstanceView> machines = machines(body);
        TransferId id = new TransferId(offers.sequences().next("transfer"));
        String token = UUID.randomUUID().toString();
        return commands.perform(
                () -> {
                    refuse(machines);
                    commands.send(new OfferTransfer(
                            id,
                            tenant(),
                            machines.stream()
                                    .map(guest -> new InstanceId(guest.id))
                                    .toList(),
                            new Secret(Secrets.hash(token), offers.keys().seal(id.text(), token)),
                            offers.clock().instant().plus(GOOD_FOR)));
                },
                () -> TransferJson.of(shown(known(token)), null));
    }

    private void refuse(List<InstanceView> machines) {
        offers.parties().mayGive(tenant(), "Your account");
        offers.obstacles().refuseAny(FIELD, machines);
        List<Long> offered = offers.transfers()
                .offered(machines.stream().map(guest -> guest.id).toList());
        if (!offered.isEmpty()) {
            throw Refused.field(
                    ComputeRefusal.TRANSFER_OFFERED,
                    FIELD,
                    FIELD + ": Linode " + offered.getFirst() + " is in another service transfer already.");
        }
    }

    /**
     * Whoever has the token sees what is offered; once it is over, only those do whose it was and is.
     *
     * @param include machines, for what is offered beside its numbers; nothing when absent
     */
    @GET
    @Path("/{token}")
    @TenantScope(READ)
    public TransferJson one(@PathParam("token") String token, @QueryParam("include") @Nullable String include) {
        guard.unrestricted();
        if (include != null && !include.equals(MACHINES)) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "include", "include must be " + MACHINES);
        }
        TransferRow row = readable(token);
        boolean shows = include != null && row.isPending();
        return TransferJson.of(new Shown(row, token, isSender(row)), shows ? offered(row) : null);
    }

    @DELETE
    @Path("/{token}")
    public Map<String, String> cancel(@PathParam("token") String token) {
        guard.unrestricted();
        TransferRow row = known(token);
        if (!isSender(row)) {
            throw notFound();
        }
        return commands.perform(() -> commands.send(new CancelTransfer(row.id())), Map::of);
    }

    @POST
    @Path("/{token}/accept")
    public Map<String, String> accept(@PathParam("token") String token) {
        guard.unrestricted();
        TransferRow row = readable(token);
        TenantId recipient = tenant();
        return commands.perform(() -> handOver.accept(row, recipient), Map::of);
    }

    private List<InstanceView> machines(OfferRequest body) {
        EntitiesRequest entities = body.entities();
        List<Long> wanted = entities == null ? null : entities.linodes();
        if (wanted == null || wanted.isEmpty() || wanted.size() > OfferTransfer.MACHINES_MAX) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    FIELD,
                    FIELD + " must be 1 to " + OfferTransfer.MACHINES_MAX + " Linodes");
        }
        return wanted.stream()
                .distinct()
                .map(number -> guests.changeable(FIELD, number))
                .toList();
    }

    private List<InstanceView> offered(TransferRow row) {
        return row.guests().stream()
                .flatMap(id -> offers.instances().find(row.sender(), id).stream())
                .toList();
    }

    private TransferRow readable(String token) {
        TransferRow row = known(token);
        Long recipient = row.recipient();
        boolean received = recipient != null && recipient == tenant().value();
        if (!row.isPending() && !isSender(row) && !received) {
            throw notFound();
        }
        return row;
    }

    private TransferRow known(String token) {
        return offers.transfers().byHash(Secrets.hash(token)).orElseThrow(ServiceTransfersResource::notFound);
    }

    private Shown shown(TransferRow row) {
        Optional<String> token = offers.keys().open(row.token());
        return new Shown(row, token.orElse(""), isSender(row));
    }

    private boolean isSender(TransferRow row) {
        return row.sender().equals(tenant());
    }

    private TenantId tenant() {
        return callers.get().ownTenant();
    }

    private static Refused notFound() {
        return Refused.because(ComputeRefusal.TRANSFER_NOT_FOUND, "Not found");
    }

    /** Body of POST /account/service-transfers. */
    public record OfferRequest(@Nullable EntitiesRequest entities) {}

    /** What is offered, by number. */
    public record EntitiesRequest(@Nullable List<Long> linodes) {}

    /** What offers are made of and read from. */
    @Singleton
    record Offers(
            Transfers transfers,
            Instances instances,
            Obstacles obstacles,
            Parties parties,
            PersonKeys keys,
            Sequences sequences,
            Clock clock) {}
}
