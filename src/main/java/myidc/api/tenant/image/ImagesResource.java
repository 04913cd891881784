package myidc.api.tenant.image;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import myidc.api.tenant.linode.OwnGuests;
import myidc.api.tenant.linode.Regions;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.compute.ComputeRefusal;
import myidc.compute.ImageCommand.CaptureImage;
import myidc.compute.ImageCommand.DeleteImage;
import myidc.compute.ImageCommand.DescribeImage;
import myidc.compute.ImageCommand.OpenImageUpload;
import myidc.compute.ImageCommand.Owner;
import myidc.compute.ImageCommand.PlaceImage;
import myidc.compute.ImageCommand.Source;
import myidc.compute.ShareGroupCommand.UnshareImage;
import myidc.compute.catalog.Catalogue;
import myidc.compute.event.ImageEvent.ImageText;
import myidc.compute.read.GuestDiskView;
import myidc.compute.read.GuestDisks;
import myidc.compute.read.ImageView;
import myidc.compute.read.Images;
import myidc.compute.read.InstanceView;
import myidc.compute.read.ShareGroupView;
import myidc.compute.read.ShareGroups;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.Open;
import myidc.platform.security.TenantScope;
import myidc.shared.Caller;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.DiskId;
import myidc.shared.id.HostId;
import myidc.shared.id.ImageId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PersonId;
import myidc.shared.id.ShareGroupId;
import myidc.tenancy.Secrets;
import myidc.tenancy.read.People;
import org.jspecify.annotations.Nullable;

/** Public images for everybody, and for a tenant its own: captured from a disk, or sent. */
@Path("/{api:v4|v4beta}/images")
@TenantScope("images:read_write")
public final class ImagesResource {
    private static final String READ = "images:read_only";

    private final Commands commands;
    private final Sequences sequences;
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final OwnImages own;
    private final Rows rows;
    private final OwnGuests guests;
    private final People people;

    ImagesResource(
            Commands commands,
            Sequences sequences,
            CurrentCaller callers,
            GrantGuard guard,
            OwnImages own,
            Rows rows,
            OwnGuests guests,
            People people) {
        this.commands = commands;
        this.sequences = sequences;
        this.callers = callers;
        this.guard = guard;
        this.own = own;
        this.rows = rows;
        this.guests = guests;
        this.people = people;
    }

    /** Public images, and whose caller may read them its tenant's own and those shared with it. */
    @GET
    @Open
    public Listed<ImageJson> list(@BeanParam ListQuery query) {
        List<ImageJson> all = new ArrayList<>(
                rows.catalogue().images().stream().map(ImageJson::of).toList());
        if (hasOwn()) {
            all.addAll(own.seen());
        }
        return ImageJson.ATTRIBUTES.page(all, query, image -> image);
    }

    /** An image's identifier has a slash in it, percent-encoded or not. */
    @GET
    @Path("/{id:.+}")
    @Open
    public ImageJson one(@PathParam("id") String id) {
        return rows.catalogue().image(id).map(ImageJson::of).orElseGet(() -> {
            if (!hasOwn()) {
                throw OwnImages.notFound();
            }
            return own.readable(id);
        });
    }

    /** An image of a guest's disk. */
    @POST
    @TenantScope({"images:read_write", "linodes:read_only"})
    public ImageJson capture(CaptureRequest body) {
        guard.mayDo("add_images");
        GuestDiskView disk = disk(Check.present("disk_id", body.diskId()));
        InstanceView guest = guests.readable(disk.instanceId);
        Long host = guest.hostId;
        if (host == null || guest.provisionedAt == null) {
            throw Refused.field(ComputeRefusal.IMAGE_NOT_READY, "disk_id", "The disk is being made");
        }
        ImageId id = next();
        CaptureImage command = new CaptureImage(
                id,
                owner(guest.region),
                new ImageText(
                        body.label() == null ? guest.label : body.label(),
                        Objects.requireNonNullElse(body.description(), ""),
                        Boolean.TRUE.equals(body.cloudInit()),
                        body.tags() == null ? List.of() : body.tags()),
                new Source(new InstanceId(guest.id), new DiskId(disk.id), new HostId(host)));
        return commands.perform(
                () -> {
                    commands.send(command);
                    guard.made(own.kind(), id.value());
                },
                () -> own.readable("private/" + id.value()));
    }

    /** An image whose contents are sent, with PUT, to the address that is answered. */
    @POST
    @Path("/upload")
    public UploadJson upload(UploadRequest body, @Context UriInfo uri) {
        guard.mayDo("add_images");
        String region = region("region", body.region());
        String key = Secrets.token();
        ImageId id = next();
        OpenImageUpload command = new OpenImageUpload(
                id,
                owner(region),
                new ImageText(
                        Check.text("label", body.label(), 50),
                        Objects.requireNonNullElse(body.description(), ""),
                        Boolean.TRUE.equals(body.cloudInit()),
                        body.tags() == null ? List.of() : body.tags()),
                Secrets.hash(key));
        String address = uri.getBaseUri().resolve(ImageUploads.PATH + key).toString();
        return commands.perform(
                () -> {
                    commands.send(command);
                    guard.made(own.kind(), id.value());
                },
                () -> new UploadJson(address, own.readable("private/" + id.value())));
    }

    /** What is absent stays. */
    @PUT
    @Path("/{id:.+}")
    public ImageJson change(@PathParam("id") String name, ImageChange body) {
        ImageView row = own.changeable(name);
        List<String> tags = body.tags();
        DescribeImage command = new DescribeImage(
                new ImageId(row.id),
                new ImageText(
                        Objects.requireNonNullElse(body.label(), row.label),
                        Objects.requireNonNullElse(body.description(), row.description),
                        row.cloudInit,
                        tags == null ? List.of(row.tags) : tags));
        return commands.perform(() -> commands.send(command), () -> own.readable(name));
    }

    /** It leaves the groups in which it is shared; guests made from it stay. */
    @DELETE
    @Path("/{id:.+}")
    public Map<String, String> delete(@PathParam("id") String name) {
        ImageId id = new ImageId(own.changeable(name).id);
        return commands.perform(
                () -> {
                    rows.groups()
                            .placesOf(id)
                            .forEach(shared -> commands.send(
                                    new UnshareImage(new ShareGroupId(shared.shareGroupId), shared.number)));
                    commands.send(new DeleteImage(id));
                },
                Map::of);
    }

    /** The image is to be in these regions, and in no others. */
    @POST
    @Path("/{id:.+}/regions")
    public ImageJson place(@PathParam("id") String name, PlaceRequest body) {
        ImageView row = own.changeable(name);
        List<String> wanted = Check.present("regions", body.regions()).stream()
                .map(region -> region("regions", region))
                .toList();
        PlaceImage command = new PlaceImage(new ImageId(row.id), wanted);
        return commands.perform(() -> commands.send(command), () -> own.readable(name));
    }

    /** The groups in which the image is shared. */
    @GET
    @Path("/{id:.+}/sharegroups")
    @TenantScope(READ)
    public Listed<ShareGroupJson> groups(@PathParam("id") String name, @BeanParam ListQuery query) {
        own.readable(name);
        ImageId id = new ImageId(Long.parseLong(name.substring(name.indexOf('/') + 1)));
        return ShareGroupJson.ATTRIBUTES.page(
                name.startsWith("private/") ? rows.groups().sharing(id) : List.of(), query, rows::shown);
    }

    private boolean hasOwn() {
        Caller caller = callers.orNull();
        return caller != null && caller.tenant() != null && caller.mayUse(READ);
    }

    /** A disk of one of the tenant's guests that the caller may read. */
    private GuestDiskView disk(long number) {
        try {
            GuestDiskView disk = rows.disks().find(new DiskId(number)).orElseThrow(OwnImages::notFound);
            guests.readable(disk.instanceId);
            return disk;
        } catch (Refused refused) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "disk_id", "disk_id is not valid");
        }
    }

    private ImageId next() {
        if (rows.images().of(callers.get().ownTenant()).size() >= Images.MOST) {
            throw Refused.because(ComputeRefusal.IMAGES_MOST, "An account may have at most " + Images.MOST + " images");
        }
        return new ImageId(sequences.next("image"));
    }

    private Owner owner(String region) {
        PersonId person = callers.get().person();
        String author = person == null
                ? ""
                : people.find(person).map(known -> known.username).orElse("");
        return new Owner(callers.get().ownTenant(), author, region);
    }

    private String region(String field, @Nullable String wanted) {
        return rows.regions()
                .find(Check.text(field, wanted, 40))
                .map(found -> found.site().region)
                .orElseThrow(() -> Refused.field(ComputeRefusal.REGION_UNKNOWN, field, field + " is not valid"));
    }

    /** What images are looked up in. */
    @Singleton
    record Rows(Catalogue catalogue, Images images, ShareGroups groups, Regions regions, GuestDisks disks) {
        ShareGroupJson shown(ShareGroupView group) {
            ShareGroupId id = new ShareGroupId(group.id);
            return ShareGroupJson.of(
                    group, groups.imagesIn(id).size(), groups.membersOf(id).size());
        }
    }

    /** Body of POST /images. */
    public record CaptureRequest(
            @JsonProperty("disk_id") @Nullable Long diskId,
            @Nullable String label,
            @Nullable String description,
            @JsonProperty("cloud_init") @Nullable Boolean cloudInit,
            @Nullable List<String> tags) {}

    /** Body of POST /images/upload. */
    public record UploadRequest(
            @Nullable String label,
            @Nullable String region,
            @Nullable String description,
            @JsonProperty("cloud_init") @Nullable Boolean cloudInit,
            @Nullable List<String> tags) {}

    /** Body of PUT /images/{imageId}. */
    public record ImageChange(
            @Nullable String label,
            @Nullable String description,
            @Nullable List<String> tags) {}

    /** Body of POST /images/{imageId}/regions. */
    public record PlaceRequest(@Nullable List<@Nullable String> regions) {}

    /** Where the contents are sent, and the image they are of. */
    public record UploadJson(@JsonProperty("upload_to") String uploadTo, ImageJson image) {}
}
