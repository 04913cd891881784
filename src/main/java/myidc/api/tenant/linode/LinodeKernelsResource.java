package myidc.api.tenant.linode;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.WireTime;
import myidc.compute.catalog.Catalogue;
import myidc.compute.catalog.KernelRow;
import myidc.platform.security.Open;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;

/** Kernels and boot loaders. */
@Path("/{api:v4|v4beta}/linode/kernels")
@Open
public final class LinodeKernelsResource {
    private static final Attributes<KernelRow> ATTRIBUTES = new Attributes<KernelRow>()
            .with("id", Kind.TEXT, kernel -> kernel.id)
            .with("label", Kind.TEXT, kernel -> kernel.label)
            .with("version", Kind.TEXT, kernel -> kernel.version)
            .with("architecture", Kind.TEXT, kernel -> kernel.architecture)
            .with("built", Kind.TIME, kernel -> kernel.builtAt)
            .with("kvm", Kind.FLAG, kernel -> true)
            .with("pvops", Kind.FLAG, kernel -> true)
            .with("deprecated", Kind.FLAG, kernel -> false);

    private final Catalogue catalogue;

    LinodeKernelsResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    public Listed<KernelJson> list(@BeanParam ListQuery query) {
        return ATTRIBUTES.page(catalogue.kernels(), query, KernelJson::of);
    }

    /** A kernel's identifier has a slash in it. */
    @GET
    @Path("/{id:.+}")
    public KernelJson one(@PathParam("id") String id) {
        return catalogue
                .kernel(id)
                .map(KernelJson::of)
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    /** A kernel. */
    public record KernelJson(
            String id,
            String label,
            String version,
            boolean kvm,
            String architecture,
            boolean pvops,
            boolean deprecated,
            String built) {
        static KernelJson of(KernelRow kernel) {
            return new KernelJson(
                    kernel.id,
                    kernel.label,
                    kernel.version,
                    true,
                    kernel.architecture,
                    true,
                    false,
                    WireTime.text(kernel.builtAt));
        }
    }
}
