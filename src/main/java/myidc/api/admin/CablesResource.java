package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import myidc.inventory.CableCommand.CableMake;
import myidc.inventory.CableCommand.ConnectCable;
import myidc.inventory.CableCommand.LinkTest;
import myidc.inventory.CableCommand.RecordLinkTest;
import myidc.inventory.CableCommand.RemoveCable;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.cabling.Contention;
import myidc.inventory.cabling.PathTrace;
import myidc.inventory.event.CableEvent.CableEnd;
import myidc.inventory.read.CableView;
import myidc.inventory.read.Cables;
import myidc.inventory.read.DeviceSheets;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.CableId;
import myidc.shared.id.DeviceId;
import org.jspecify.annotations.Nullable;

/** Data cables, the paths they make and what tests of them found. */
@Path("/admin/v1/cables")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class CablesResource {
    private final Commands commands;
    private final Sequences sequences;
    private final Cables cables;
    private final DeviceSheets sheets;

    CablesResource(Commands commands, Sequences sequences, Cables cables, DeviceSheets sheets) {
        this.commands = commands;
        this.sequences = sequences;
        this.cables = cables;
        this.sheets = sheets;
    }

    @GET
    public Page<CableView> list(
            @QueryParam("deviceId") @Nullable Long deviceId, @QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return deviceId == null
                ? cables.list(AsOf.instant(asOf), page.ask())
                : cables.list(new DeviceId(deviceId), AsOf.instant(asOf), page.ask());
    }

    @GET
    @Path("/{id}")
    public CableView one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return cables.find(new CableId(id), AsOf.instant(asOf)).orElseThrow(() -> unknown(id));
    }

    @GET
    @Path("/trace")
    public PathTrace.Path trace(
            @QueryParam("deviceId") @Nullable Long deviceId,
            @QueryParam("port") @Nullable String port,
            @QueryParam("asOf") AsOf asOf) {
        DeviceId device = new DeviceId(Check.range("deviceId", deviceId, 1, Long.MAX_VALUE));
        String name = Check.text("port", port, 60);
        return cables.trace(new PathTrace.Socket(device.value(), name), AsOf.instant(asOf));
    }

    @GET
    @Path("/contention")
    public Contention contention(@QueryParam("rackId") @Nullable Long rackId, @QueryParam("asOf") AsOf asOf) {
        return cables.contention(Check.range("rackId", rackId, 1, Long.MAX_VALUE), AsOf.instant(asOf));
    }

    @POST
    @Staff(Role.OPERATOR)
    public CableView connect(CableRequest body) {
        CableId id = new CableId(sequences.next("cable"));
        ConnectCable command = new ConnectCable(
                id,
                end("a", body.a()),
                end("b", body.b()),
                new CableMake(
                        Check.text("medium", body.medium(), 40), body.label(), body.lengthM(), body.contractedMbps()));
        return commands.perform(
                () -> commands.send(command), () -> cables.find(id, null).orElseThrow());
    }

    @POST
    @Path("/{id}/tests")
    @Staff(Role.OPERATOR)
    public CableView test(@PathParam("id") long id, TestRequest body) {
        CableId cable = known(id);
        LinkTest test = new LinkTest(
                Check.present("testedAt", body.testedAt()),
                Check.text("tool", body.tool(), 40),
                Check.present("sentMbps", body.sentMbps()),
                Check.present("receivedMbps", body.receivedMbps()),
                body.retransmits());
        return commands.perform(
                () -> commands.send(new RecordLinkTest(cable, test)),
                () -> cables.find(cable, null).orElseThrow());
    }

    @POST
    @Path("/{id}/iperf")
    @Staff(Role.OPERATOR)
    public CableView iperf(@PathParam("id") long id, IperfReport body) {
        CableId cable = known(id);
        LinkTest test = body.test();
        return commands.perform(
                () -> commands.send(new RecordLinkTest(cable, test)),
                () -> cables.find(cable, null).orElseThrow());
    }

    @POST
    @Path("/{id}/remove")
    @Staff(Role.OPERATOR)
    public CableView remove(@PathParam("id") long id) {
        CableId cable = known(id);
        CableView before = cables.find(cable, null).orElseThrow(() -> unknown(id));
        return commands.perform(() -> commands.send(new RemoveCable(cable)), () -> before);
    }

    private CableEnd end(String field, @Nullable EndRequest end) {
        EndRequest given = Check.present(field, end);
        DeviceId device = new DeviceId(Check.range(field + ".deviceId", given.deviceId(), 1, Long.MAX_VALUE));
        String port = Check.text(field + ".port", given.port(), 60);
        if (!sheets.hasPort(device, port)) {
            throw Refused.field(InventoryRefusal.PORT_UNKNOWN, field + ".port", device.text() + " has no port " + port);
        }
        return new CableEnd(device, port);
    }

    private CableId known(long id) {
        CableId cable = new CableId(id);
        if (cables.find(cable, null).isEmpty()) {
            throw unknown(id);
        }
        return cable;
    }

    private static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.CABLE_NOT_FOUND, "There is no cable " + id);
    }

    /** What a cable joins and is. */
    public record CableRequest(
            @Nullable EndRequest a,
            @Nullable EndRequest b,
            @Nullable String medium,
            @Nullable String label,
            @Nullable BigDecimal lengthM,
            @Nullable Integer contractedMbps) {}

    /** A socket of a device. */
    public record EndRequest(
            @Nullable Long deviceId, @Nullable String port) {}

    /** What a test found. */
    public record TestRequest(
            @Nullable Instant testedAt,
            @Nullable String tool,
            @Nullable BigDecimal sentMbps,
            @Nullable BigDecimal receivedMbps,
            @Nullable Long retransmits) {}

    /** The report of {@code iperf3 --json}: its {@code start.timestamp.timesecs} and the sums at its {@code end}. */
    public record IperfReport(
            @Nullable Start start, @Nullable End end) {
        private static final BigDecimal MEGA = BigDecimal.valueOf(1_000_000);

        LinkTest test() {
            Timestamp when = Check.present(
                    "start.timestamp", Check.present("start", start).timestamp());
            End sums = Check.present("end", end);
            Sum sent = Check.present("end.sum_sent", sums.sum_sent());
            Sum received = Check.present("end.sum_received", sums.sum_received());
            return new LinkTest(
                    Instant.ofEpochSecond(
                            Check.range("start.timestamp.timesecs", when.timesecs(), 0, 253_402_300_799L)),
                    "iperf3",
                    megabits("end.sum_sent.bits_per_second", sent),
                    megabits("end.sum_received.bits_per_second", received),
                    sent.retransmits());
        }

        private static BigDecimal megabits(String field, Sum sum) {
            return Check.present(field, sum.bits_per_second()).divide(MEGA, 1, java.math.RoundingMode.HALF_UP);
        }

        /** Beginning of the report. */
        public record Start(@Nullable Timestamp timestamp) {}

        /** Seconds since 1970. */
        public record Timestamp(@Nullable Long timesecs) {}

        /** End of the report. */
        public record End(@Nullable Sum sum_sent, @Nullable Sum sum_received) {}

        /** One direction. */
        public record Sum(
                @Nullable BigDecimal bits_per_second,
                @Nullable Long retransmits) {}
    }
}
