package myidc.api.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import myidc.compute.catalog.Catalogue;
import myidc.compute.catalog.Catalogue.PlanTerms;
import myidc.compute.catalog.PlanRow;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.Staff;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import org.jspecify.annotations.Nullable;

/** Sizes that guests may have. */
@Path("/admin/v1/plans")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PlansResource {
    private final Catalogue catalogue;

    PlansResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    public Page<PlanJson> list(@BeanParam PageQuery page) {
        return Page.cut(catalogue.plans(), page.ask()).map(PlanJson::of);
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") String id) {
        return tagged(known(id));
    }

    @POST
    @Staff(Role.OPERATOR)
    public Response add(PlanRequest body) {
        return tagged(catalogue.addPlan(body.id(), body.terms()));
    }

    @PUT
    @Path("/{id}")
    @Staff(Role.OPERATOR)
    public Response change(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, PlanRequest body) {
        PlanRow plan = known(id);
        Versions.match(ifMatch, plan.version);
        return tagged(catalogue.changePlan(plan, body.terms()));
    }

    private PlanRow known(String id) {
        return catalogue.plan(id).orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "There is no plan " + id));
    }

    private static Response tagged(PlanRow plan) {
        return Response.ok(PlanJson.of(plan)).tag(Versions.tag(plan.version)).build();
    }

    /**
     * What a plan is to be; prices are the list prices where no price book has one.
     *
     * @param iopsPromised operations a second that its disk is promised; null when nothing is
     * @param gpus how many GPUs it has, whole or in slices; none when absent
     * @param gpuModel of which model; null for any
     * @param gpuSliceType of which type of mediated devices; null for whole cards
     */
    public record PlanRequest(
            @Nullable String id,
            @Nullable String label,
            @JsonProperty("class") @Nullable String category,
            @Nullable Integer vcpus,
            @Nullable Long memoryMb,
            @Nullable Long diskMb,
            @Nullable Integer transferGb,
            @Nullable Integer networkOutMbps,
            @Nullable BigDecimal hourly,
            @Nullable BigDecimal monthly,
            @Nullable Boolean offered,
            @Nullable Integer iopsPromised,
            @Nullable Integer gpus,
            @Nullable String gpuModel,
            @Nullable String gpuSliceType) {
        PlanTerms terms() {
            return new PlanTerms(
                    label,
                    category,
                    vcpus,
                    memoryMb,
                    diskMb,
                    transferGb,
                    networkOutMbps,
                    hourly,
                    monthly,
                    offered,
                    iopsPromised,
                    gpus,
                    gpuModel,
                    gpuSliceType);
        }
    }

    /** A plan. */
    public record PlanJson(
            String id,
            long version,
            String label,
            @JsonProperty("class") String category,
            int vcpus,
            long memoryMb,
            long diskMb,
            long diskGb,
            int transferGb,
            int networkOutMbps,
            String hourly,
            String monthly,
            boolean offered,
            @Nullable Integer iopsPromised,
            int gpus,
            @Nullable String gpuModel,
            @Nullable String gpuSliceType) {
        static PlanJson of(PlanRow plan) {
            return new PlanJson(
                    plan.id,
                    plan.version,
                    plan.label,
                    plan.category,
                    plan.vcpus,
                    plan.memoryMb,
                    plan.diskMb,
                    plan.diskMb / 1024,
                    plan.transferGb,
                    plan.networkOutMbps,
                    plan.hourly.toPlainString(),
                    plan.monthly.toPlainString(),
                    plan.offered,
                    plan.iopsPromised,
                    plan.gpus,
                    plan.gpuModel,
                    plan.gpuSliceType);
        }
    }
}
