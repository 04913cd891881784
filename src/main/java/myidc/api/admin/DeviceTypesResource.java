package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.Map;
import myidc.inventory.catalog.DeviceCategory;
import myidc.inventory.catalog.DeviceType;
import myidc.inventory.catalog.DeviceTypes;
import myidc.inventory.catalog.DeviceTypes.Figures;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.Page;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** The catalogue of device types. */
@Path("/admin/v1/device-types")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class DeviceTypesResource {
    private final Commands commands;
    private final Sequences sequences;
    private final DeviceTypes types;

    DeviceTypesResource(Commands commands, Sequences sequences, DeviceTypes types) {
        this.commands = commands;
        this.sequences = sequences;
        this.types = types;
    }

    @GET
    public Page<DeviceTypeJson> list(
            @QueryParam("category") @Nullable String category,
            @QueryParam("q") @Nullable String text,
            @QueryParam("asOf") AsOf asOf,
            @BeanParam PageQuery page) {
        DeviceCategory only = category == null ? null : Check.oneOf("category", category, DeviceCategory.class);
        return types.list(only, Check.optionalText("q", text, 80), AsOf.instant(asOf), page.ask())
                .map(DeviceTypeJson::of);
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return tagged(DeviceTypeJson.of(types.find(id, AsOf.instant(asOf)).orElseThrow(() -> DeviceTypes.unknown(id))));
    }

    @POST
    @Staff(Role.OPERATOR)
    public DeviceTypeJson add(Figures body) {
        Figures figures = Check.present("body", body);
        long id = sequences.next("devicetype");
        return commands.perform(
                () -> types.add(id, figures),
                () -> DeviceTypeJson.of(types.find(id).orElseThrow()));
    }

    @PUT
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public Response correct(@PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, Figures body) {
        Figures figures = Check.present("body", body);
        return tagged(commands.perform(
                () -> types.correct(id, Versions.expected(ifMatch), figures),
                () -> DeviceTypeJson.of(types.find(id).orElseThrow())));
    }

    private static Response tagged(DeviceTypeJson type) {
        return Response.ok(type).tag(Versions.tag(type.version())).build();
    }

    /** A device type; null is unknown. */
    public record DeviceTypeJson(
            long id,
            long version,
            String manufacturer,
            String model,
            DeviceCategory category,
            BigDecimal heightU,
            boolean fullDepth,
            @Nullable BigDecimal weightKg,
            @Nullable Integer maxDrawW,
            @Nullable Integer cpuSockets,
            @Nullable Integer driveBays,
            @Nullable Integer powerSupplies,
            @Nullable String source,
            @Nullable Integer deviceBays,
            Map<String, String> spec) {
        static DeviceTypeJson of(DeviceType type) {
            return new DeviceTypeJson(
                    type.id,
                    type.version,
                    type.manufacturer,
                    type.model,
                    type.category,
                    type.heightU,
                    type.fullDepth,
                    type.weightKg,
                    type.maxDrawW,
                    type.cpuSockets,
                    type.driveBays,
                    type.powerSupplies,
                    type.source,
                    type.deviceBays,
                    type.spec);
        }
    }
}
