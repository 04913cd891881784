package myidc.api.tenant.image;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.WireTime;
import myidc.compute.ComputeRefusal;
import myidc.compute.ShareGroupCommand.AddShareMember;
import myidc.compute.ShareGroupCommand.CreateShareGroup;
import myidc.compute.ShareGroupCommand.DeleteShareGroup;
import myidc.compute.ShareGroupCommand.DescribeShareGroup;
import myidc.compute.ShareGroupCommand.DescribeSharedImage;
import myidc.compute.ShareGroupCommand.LabelShareMember;
import myidc.compute.ShareGroupCommand.RemoveShareMember;
import myidc.compute.ShareGroupCommand.ShareImage;
import myidc.compute.ShareGroupCommand.UnshareImage;
import myidc.compute.ShareGroupCommand.Words;
import myidc.compute.read.ImageView;
import myidc.compute.read.ShareGroupView;
import myidc.compute.read.ShareGroups;
import myidc.compute.read.ShareMemberView;
import myidc.compute.read.ShareTokenView;
import myidc.compute.read.SharedImageView;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.ImageId;
import myidc.shared.id.ShareGroupId;
import myidc.shared.id.TenantId;
import myidc.tenancy.Secrets;
import org.jspecify.annotations.Nullable;

/** Groups in which a tenant shares images with others; an unrestricted user's to keep. */
@Path("/{api:v4|v4beta}/images/sharegroups")
@TenantScope("images:read_write")
public final class ShareGroupsResource {
    private static final String READ = "images:read_only";
    private static final int IMAGES_AT_ONCE = 50;
    private static final Attributes<ShareMemberView> MEMBERS = new Attributes<ShareMemberView>()
            .with("token_uuid", Kind.TEXT, row -> row.tokenUuid)
            .with("label", Kind.TEXT, row -> row.label)
            .with("created", Kind.TIME, row -> row.createdAt);

    private final Commands commands;
    private final Sequences sequences;
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final OwnShareGroups own;
    private final OwnImages images;

    ShareGroupsResource(
            Commands commands,
            Sequences sequences,
            CurrentCaller callers,
            GrantGuard guard,
            OwnShareGroups own,
            OwnImages images) {
        this.commands = commands;
        this.sequences = sequences;
        this.callers = callers;
        this.guard = guard;
        this.own = own;
        this.images = images;
    }

    @GET
    @TenantScope(READ)
    public Listed<ShareGroupJson> list(@BeanParam ListQuery query) {
        guard.unrestricted();
        return ShareGroupJson.ATTRIBUTES.page(own.all().of(callers.get().ownTenant()), query, own::shown);
    }

    @GET
    @Path("/{id}")
    @TenantScope(READ)
    public ShareGroupJson one(@PathParam("id") long id) {
        guard.unrestricted();
        return own.shown(own.group(id));
    }

    @POST
    public ShareGroupJson create(GroupRequest body) {
        guard.unrestricted();
        TenantId tenant = callers.get().ownTenant();
        if (own.all().of(tenant).size() >= ShareGroups.MOST) {
            throw Refused.because(
                    ComputeRefusal.IMAGES_MOST, "An account may have at most " + ShareGroups.MOST + " share groups");
        }
        ShareGroupId id = new ShareGroupId(sequences.next("sharegroup"));
        CreateShareGroup command = new CreateShareGroup(
                id,
                tenant,
                UUID.randomUUID().toString(),
                new Words(Check.text("label", body.label(), 128), Objects.requireNonNullElse(body.description(), "")));
        List<ShareImage> shared = asked(id, body.images() == null ? List.of() : body.images());
        return commands.perform(
                () -> {
                    commands.send(command);
                    shared.forEach(commands::send);
                },
                () -> one(id.value()));
    }

    /** What is absent stays. */
    @PUT
    @Path("/{id}")
    public ShareGroupJson change(@PathParam("id") long id, WordsRequest body) {
        guard.unrestricted();
        ShareGroupView row = own.group(id);
        DescribeShareGroup command =
                new DescribeShareGroup(new ShareGroupId(id), body.over(row.label, row.description));
        return commands.perform(() -> commands.send(command), () -> one(id));
    }

    /** Its members see its images no more; guests that they made from them stay. */
    @DELETE
    @Path("/{id}")
    public Map<String, String> delete(@PathParam("id") long id) {
        guard.unrestricted();
        DeleteShareGroup command = new DeleteShareGroup(new ShareGroupId(own.group(id).id));
        return commands.perform(() -> commands.send(command), Map::of);
    }

    @GET
    @Path("/{id}/images")
    @TenantScope(READ)
    public Listed<ImageJson> images(@PathParam("id") long id, @BeanParam ListQuery query) {
        guard.unrestricted();
        return ImageJson.ATTRIBUTES.page(own.imagesIn(own.group(id)), query, image -> image);
    }

    @POST
    @Path("/{id}/images")
    public Listed<ImageJson> share(@PathParam("id") long id, SharingRequest body, @BeanParam ListQuery query) {
        guard.unrestricted();
        List<ShareImage> shared = asked(new ShareGroupId(own.group(id).id), Check.present("images", body.images()));
        return commands.perform(() -> shared.forEach(commands::send), () -> images(id, query));
    }

    @PUT
    @Path("/{id}/images/{image:.+}")
    public ImageJson changeImage(@PathParam("id") long id, @PathParam("image") String name, WordsRequest body) {
        guard.unrestricted();
        ShareGroupView group = own.group(id);
        SharedImageView shared = own.image(group, name);
        DescribeSharedImage command = new DescribeSharedImage(
                new ShareGroupId(id), shared.number, body.over(shared.label, shared.description));
        return commands.perform(
                () -> commands.send(command),
                () -> own.shown(own.image(group, name), group).orElseThrow());
    }

    @DELETE
    @Path("/{id}/images/{image:.+}")
    public Map<String, String> unshare(@PathParam("id") long id, @PathParam("image") String name) {
        guard.unrestricted();
        UnshareImage command = new UnshareImage(new ShareGroupId(id), own.image(own.group(id), name).number);
        return commands.perform(() -> commands.send(command), Map::of);
    }

    @GET
    @Path("/{id}/members")
    @TenantScope(READ)
    public Listed<MemberJson> members(@PathParam("id") long id, @BeanParam ListQuery query) {
        guard.unrestricted();
        return MEMBERS.page(own.all().membersOf(new ShareGroupId(own.group(id).id)), query, MemberJson::of);
    }

    /** Takes in whoever made the token, if it was made for this group. */
    @POST
    @Path("/{id}/members")
    public MemberJson admit(@PathParam("id") long id, MemberRequest body) {
        guard.unrestricted();
        ShareGroupView group = own.group(id);
        String label = Check.text("label", body.label(), 128);
        ShareTokenView token = own.all()
                .token(Secrets.hash(Check.text("token", body.token(), 100)))
                .filter(made -> made.groupUuid.equals(group.uuid))
                .orElseThrow(() -> Refused.field(CommonRefusal.INVALID_FIELD, "token", "token is not valid"));
        AddShareMember command =
                new AddShareMember(new ShareGroupId(id), token.uuid, new TenantId(token.tenantId), label);
        return commands.perform(() -> commands.send(command), () -> MemberJson.of(own.member(group, token.uuid)));
    }

    @GET
    @Path("/{id}/members/{token}")
    @TenantScope(READ)
    public MemberJson member(@PathParam("id") long id, @PathParam("token") String uuid) {
        guard.unrestricted();
        return MemberJson.of(own.member(own.group(id), uuid));
    }

    @PUT
    @Path("/{id}/members/{token}")
    public MemberJson label(@PathParam("id") long id, @PathParam("token") String uuid, LabelRequest body) {
        guard.unrestricted();
        ShareGroupView group = own.group(id);
        LabelShareMember command = new LabelShareMember(
                new ShareGroupId(id), own.member(group, uuid).tokenUuid, Check.text("label", body.label(), 128));
        return commands.perform(() -> commands.send(command), () -> MemberJson.of(own.member(group, uuid)));
    }

    @DELETE
    @Path("/{id}/members/{token}")
    public Map<String, String> dismiss(@PathParam("id") long id, @PathParam("token") String uuid) {
        guard.unrestricted();
        RemoveShareMember command =
                new RemoveShareMember(new ShareGroupId(id), own.member(own.group(id), uuid).tokenUuid);
        return commands.perform(() -> commands.send(command), Map::of);
    }

    private List<ShareImage> asked(ShareGroupId group, List<@Nullable SharedRequest> given) {
        Check.range("images", given.size(), 0, IMAGES_AT_ONCE);
        List<ShareImage> shared = new ArrayList<>();
        for (SharedRequest each : given) {
            SharedRequest known = Check.present("images", each);
            ImageView image = changeable(Check.text("images.id", known.id(), 40));
            shared.add(new ShareImage(
                    group,
                    sequences.next("sharedimage"),
                    new ImageId(image.id),
                    new Words(
                            Objects.requireNonNullElse(known.label(), image.label),
                            Objects.requireNonNullElse(known.description(), ""))));
        }
        return shared;
    }

    private ImageView changeable(String name) {
        ImageView image;
        try {
            image = images.changeable(name);
        } catch (Refused refused) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "images.id", "images.id is not valid: " + name);
        }
        if (!image.status.equals(ImageView.AVAILABLE)) {
            throw Refused.field(ComputeRefusal.IMAGE_NOT_READY, "images.id", "images.id has no contents yet: " + name);
        }
        return image;
    }

    /** Body of POST /images/sharegroups. */
    public record GroupRequest(
            @Nullable String label,
            @Nullable String description,
            @Nullable List<@Nullable SharedRequest> images) {}

    /** Body of PUT of a group or of an image in it. */
    public record WordsRequest(
            @Nullable String label, @Nullable String description) {
        Words over(String known, String said) {
            return new Words(Objects.requireNonNullElse(label, known), Objects.requireNonNullElse(description, said));
        }
    }

    /** Body of POST /images/sharegroups/{id}/images. */
    public record SharingRequest(@Nullable List<@Nullable SharedRequest> images) {}

    /** An image that is to be shared, and what it is called there. */
    public record SharedRequest(
            @Nullable String id,
            @Nullable String label,
            @Nullable String description) {}

    /** Body of POST /images/sharegroups/{id}/members. */
    public record MemberRequest(
            @Nullable String token, @Nullable String label) {}

    /** Body of PUT of a member or a token. */
    public record LabelRequest(@Nullable String label) {}

    /** Another account that sees a group's images. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record MemberJson(
            String tokenUuid,
            String status,
            String label,
            String created,
            String updated,
            @Nullable String expiry) {
        static MemberJson of(ShareMemberView member) {
            return new MemberJson(
                    member.tokenUuid,
                    "active",
                    member.label,
                    WireTime.text(member.createdAt),
                    WireTime.text(member.updatedAt),
                    null);
        }
    }
}
