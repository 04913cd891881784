package myidc.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import myidc.api.MoneyJson;
import myidc.inventory.DeviceCommand;
import myidc.inventory.DeviceCommand.CorrectSerial;
import myidc.inventory.DeviceCommand.DeclareAttribute;
import myidc.inventory.DeviceCommand.FitBays;
import myidc.inventory.DeviceCommand.FitModuleBays;
import myidc.inventory.DeviceCommand.FitPorts;
import myidc.inventory.DeviceCommand.RecordPurchase;
import myidc.inventory.DeviceCommand.SeatDevice;
import myidc.inventory.DeviceCommand.SetDeviceBudget;
import myidc.inventory.InventoryRefusal;
import myidc.inventory.cost.Depreciation;
import myidc.inventory.event.Port;
import myidc.inventory.event.PortUse;
import myidc.inventory.event.Purchase;
import myidc.inventory.read.DeviceSheetView;
import myidc.inventory.read.DeviceSheets;
import myidc.inventory.read.DeviceView;
import myidc.inventory.read.Devices;
import myidc.platform.axon.Commands;
import myidc.platform.http.AsOf;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.DeviceId;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** What is on a device's sheet: sockets, bays, purchase, budget, attributes. */
@Path("/admin/v1/device-sheets")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class DeviceSheetsResource {
    private static final int PORTS_MAX = 1_024;

    private final Commands commands;
    private final Devices devices;
    private final DeviceSheets sheets;
    private final Clock clock;

    DeviceSheetsResource(Commands commands, Devices devices, DeviceSheets sheets, Clock clock) {
        this.commands = commands;
        this.devices = devices;
        this.sheets = sheets;
        this.clock = clock;
    }

    @GET
    @Path("/{id}")
    public SheetJson one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        Instant at = AsOf.instant(asOf);
        DeviceView device = devices.find(new DeviceId(id), at).orElseThrow(() -> unknown(id));
        return json(device, at);
    }

    @POST
    @Path("/{id}/ports")
    @Staff(Role.OPERATOR)
    public SheetJson ports(@PathParam("id") long id, PortsRequest body) {
        List<PortRequest> wanted = Check.present("ports", body.ports());
        Check.range("ports", wanted.size(), 0, PORTS_MAX);
        List<Port> ports = wanted.stream().map(PortRequest::port).toList();
        return perform(id, new FitPorts(new DeviceId(id), ports));
    }

    @POST
    @Path("/{id}/bays")
    @Staff(Role.OPERATOR)
    public SheetJson bays(@PathParam("id") long id, BaysRequest body) {
        return perform(id, new FitBays(new DeviceId(id), Check.range("bays", body.bays(), 0, 200)));
    }

    @POST
    @Path("/{id}/module-bays")
    @Staff(Role.OPERATOR)
    public SheetJson moduleBays(@PathParam("id") long id, ModuleBaysRequest body) {
        List<String> bays = Check.present("bays", body.bays());
        bays.forEach(bay -> Check.text("bays", bay, 40));
        return perform(id, new FitModuleBays(new DeviceId(id), bays));
    }

    @POST
    @Path("/{id}/seat")
    @Staff(Role.OPERATOR)
    public SheetJson seat(@PathParam("id") long id, SeatRequest body) {
        DeviceId chassis = new DeviceId(Check.range("chassisId", body.chassisId(), 1, Long.MAX_VALUE));
        return perform(id, new SeatDevice(new DeviceId(id), chassis, Check.range("bay", body.bay(), 1, 200)));
    }

    @POST
    @Path("/{id}/purchase")
    @Staff(Role.OPERATOR)
    public SheetJson purchase(@PathParam("id") long id, PurchaseRequest body) {
        return perform(id, new RecordPurchase(new DeviceId(id), body.purchase()));
    }

    @POST
    @Path("/{id}/budget")
    @Staff(Role.OPERATOR)
    public SheetJson budget(@PathParam("id") long id, BudgetRequest body) {
        return perform(id, new SetDeviceBudget(new DeviceId(id), body.budgetW()));
    }

    @POST
    @Path("/{id}/attributes")
    @Staff(Role.OPERATOR)
    public SheetJson declare(@PathParam("id") long id, AttributeRequest body) {
        String attribute = Check.text("attribute", body.attribute(), 40);
        return perform(id, new DeclareAttribute(new DeviceId(id), attribute, body.value()));
    }

    @POST
    @Path("/{id}/serial")
    @Staff(Role.OPERATOR)
    public SheetJson correct(@PathParam("id") long id, SerialRequest body) {
        return perform(id, new CorrectSerial(new DeviceId(id), Check.text("serial", body.serial(), 80)));
    }

    private SheetJson perform(long id, DeviceCommand command) {
        DeviceId device = new DeviceId(id);
        if (devices.find(device).isEmpty()) {
            throw unknown(id);
        }
        return commands.perform(
                () -> commands.send(command), () -> json(devices.find(device).orElseThrow(), null));
    }

    private SheetJson json(DeviceView device, @Nullable Instant at) {
        DeviceSheetView sheet = sheets.of(new DeviceId(device.id), at);
        LocalDate day =
                (at == null ? clock.instant() : at).atZone(ZoneOffset.UTC).toLocalDate();
        Purchase purchase = sheet.purchase;
        return new SheetJson(
                device.id,
                device.version,
                sheet.ports,
                sheet.moduleBays,
                sheet.attributes,
                device.bays,
                device.chassisId,
                device.bay,
                device.budgetW,
                purchase == null ? null : PurchaseJson.of(purchase),
                purchase == null ? null : ValueJson.of(purchase, day));
    }

    private static Refused unknown(long id) {
        return Refused.because(InventoryRefusal.DEVICE_NOT_FOUND, "There is no device " + id);
    }

    /**
     * A device's sheet.
     *
     * @param value what it is worth on the day shown; null when nobody noted its purchase
     */
    public record SheetJson(
            long id,
            long version,
            List<Port> ports,
            List<String> moduleBays,
            Map<String, String> attributes,
            @Nullable Integer bays,
            @Nullable Long chassisId,
            @Nullable Integer bay,
            @Nullable Integer budgetW,
            @Nullable PurchaseJson purchase,
            @Nullable ValueJson value) {}

    /** How a device was bought and is written off. */
    public record PurchaseJson(
            MoneyJson cost,
            LocalDate boughtOn,
            @Nullable LocalDate warrantyUntil,
            @Nullable String supplier,
            @Nullable String contract,
            int depreciationMonths,
            BigDecimal residualPercent) {
        static PurchaseJson of(Purchase purchase) {
            return new PurchaseJson(
                    MoneyJson.of(purchase.cost()),
                    purchase.boughtOn(),
                    purchase.warrantyUntil(),
                    purchase.supplier(),
                    purchase.contract(),
                    purchase.depreciationMonths(),
                    purchase.residualPercent());
        }
    }

    /** What a device is worth. */
    public record ValueJson(LocalDate on, int months, MoneyJson depreciated, MoneyJson bookValue) {
        static ValueJson of(Purchase purchase, LocalDate day) {
            Depreciation.Figures figures = Depreciation.on(
                    purchase.cost(),
                    purchase.boughtOn(),
                    new Depreciation.Terms(purchase.depreciationMonths(), purchase.residualPercent()),
                    day);
            return new ValueJson(
                    day, figures.months(), MoneyJson.of(figures.depreciated()), MoneyJson.of(figures.bookValue()));
        }
    }

    /** All bays a device has for modules, by name. */
    public record ModuleBaysRequest(@Nullable List<String> bays) {}

    /** All sockets of a device. */
    public record PortsRequest(@Nullable List<PortRequest> ports) {}

    /** A socket; see {@link Port}. */
    public record PortRequest(
            @Nullable String name,
            @Nullable String use,
            @Nullable Integer speedMbps,
            @Nullable String behind) {
        Port port() {
            return new Port(
                    Check.text("ports.name", name, 60),
                    Check.oneOf("ports.use", use, PortUse.class),
                    speedMbps,
                    behind);
        }
    }

    /** How many bays a chassis has. */
    public record BaysRequest(@Nullable Integer bays) {}

    /** Into which bay a device goes. */
    public record SeatRequest(
            @Nullable Long chassisId, @Nullable Integer bay) {}

    /** The power planned; absent for none. */
    public record BudgetRequest(@Nullable Integer budgetW) {}

    /** What is declared; an absent value takes it back. */
    public record AttributeRequest(
            @Nullable String attribute, @Nullable String value) {}

    /** The right serial number. */
    public record SerialRequest(@Nullable String serial) {}

    /**
     * How a device was bought.
     *
     * @param cost decimal in whole minor units of the currency
     * @param residualPercent 0 when absent
     */
    public record PurchaseRequest(
            @Nullable BigDecimal cost,
            @Nullable String currency,
            @Nullable LocalDate boughtOn,
            @Nullable LocalDate warrantyUntil,
            @Nullable String supplier,
            @Nullable String contract,
            @Nullable Integer depreciationMonths,
            @Nullable BigDecimal residualPercent) {
        Purchase purchase() {
            return new Purchase(
                    money(),
                    Check.present("boughtOn", boughtOn),
                    warrantyUntil,
                    Check.optionalText("supplier", supplier, 80),
                    Check.optionalText("contract", contract, 80),
                    Check.range("depreciationMonths", depreciationMonths, 1, 360),
                    residualPercent == null ? BigDecimal.ZERO : residualPercent);
        }

        private Money money() {
            BigDecimal amount = Check.present("cost", cost);
            try {
                return new Money(amount, java.util.Currency.getInstance(Check.text("currency", currency, 3)));
            } catch (IllegalArgumentException e) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD, "cost", "cost must be an amount of an ISO 4217 currency");
            }
        }
    }
}
