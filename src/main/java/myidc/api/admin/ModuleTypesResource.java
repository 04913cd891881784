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
import myidc.inventory.catalog.ModuleType;
import myidc.inventory.catalog.ModuleTypes;
import myidc.inventory.catalog.ModuleTypes.Figures;
import myidc.inventory.event.PartKind;
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

/** The catalogue of module types. */
@Path("/admin/v1/module-types")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class ModuleTypesResource {
    private final Commands commands;
    private final Sequences sequences;
    private final ModuleTypes types;

    ModuleTypesResource(Commands commands, Sequences sequences, ModuleTypes types) {
        this.commands = commands;
        this.sequences = sequences;
        this.types = types;
    }

    @GET
    public Page<ModuleTypeJson> list(
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("q") @Nullable String text,
            @QueryParam("asOf") AsOf asOf,
            @BeanParam PageQuery page) {
        PartKind only = kind == null ? null : Check.oneOf("kind", kind, PartKind.class);
        return types.list(only, Check.optionalText("q", text, 80), AsOf.instant(asOf), page.ask())
                .map(ModuleTypeJson::of);
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id, @QueryParam("asOf") AsOf asOf) {
        return tagged(ModuleTypeJson.of(types.find(id, AsOf.instant(asOf)).orElseThrow(() -> ModuleTypes.unknown(id))));
    }

    @POST
    @Staff(Role.OPERATOR)
    public ModuleTypeJson add(Figures body) {
        Figures figures = Check.present("body", body);
        long id = sequences.next("moduletype");
        return commands.perform(
                () -> types.add(id, figures),
                () -> ModuleTypeJson.of(types.find(id).orElseThrow()));
    }

    @PUT
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public Response correct(@PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, Figures body) {
        Figures figures = Check.present("body", body);
        return tagged(commands.perform(
                () -> types.correct(id, Versions.expected(ifMatch), figures),
                () -> ModuleTypeJson.of(types.find(id).orElseThrow())));
    }

    private static Response tagged(ModuleTypeJson type) {
        return Response.ok(type).tag(Versions.tag(type.version())).build();
    }

    /** A module type; null is unknown. */
    public record ModuleTypeJson(
            long id,
            long version,
            PartKind kind,
            String manufacturer,
            String model,
            @Nullable String partNumber,
            @Nullable BigDecimal weightKg,
            @Nullable Integer maxDrawW,
            Map<String, String> spec) {
        static ModuleTypeJson of(ModuleType type) {
            return new ModuleTypeJson(
                    type.id,
                    type.version,
                    type.kind,
                    type.manufacturer,
                    type.model,
                    type.partNumber,
                    type.weightKg,
                    type.maxDrawW,
                    type.spec);
        }
    }
}
