package myidc.api.tenant.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import myidc.api.tenant.image.ShareGroupsResource.LabelRequest;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.GrantGuard;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.WireTime;
import myidc.compute.ComputeRefusal;
import myidc.compute.ShareGroupCommand.RemoveShareMember;
import myidc.compute.ShareTokenCommand.DeleteShareToken;
import myidc.compute.ShareTokenCommand.LabelShareToken;
import myidc.compute.ShareTokenCommand.MakeShareToken;
import myidc.compute.ShareTokenCommand.Marks;
import myidc.compute.read.ShareGroupView;
import myidc.compute.read.ShareGroups;
import myidc.compute.read.ShareTokenView;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.ShareGroupId;
import myidc.shared.id.ShareTokenId;
import myidc.tenancy.Secrets;
import org.jspecify.annotations.Nullable;

/** Tokens by which a tenant asks to be taken into others' groups, and what it sees through them. */
@Path("/{api:v4|v4beta}/images/sharegroups/tokens")
@TenantScope("images:read_write")
public final class ShareTokensResource {
    private static final String READ = "images:read_only";
    private static final Attributes<ShareTokenView> ATTRIBUTES = new Attributes<ShareTokenView>()
            .with("token_uuid", Kind.TEXT, row -> row.uuid)
            .with("label", Kind.TEXT, row -> row.label)
            .with("created", Kind.TIME, row -> row.createdAt);

    private final Commands commands;
    private final Sequences sequences;
    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final OwnShareGroups own;
    private final OwnImages images;

    ShareTokensResource(
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
    public Listed<ShareTokenJson> list(@BeanParam ListQuery query) {
        guard.unrestricted();
        return ATTRIBUTES.page(own.all().tokensOf(callers.get().ownTenant()), query, token -> shown(token, null));
    }

    /** The token is shown this once; its maker gives it to the group's owner. */
    @POST
    public ShareTokenJson create(TokenRequest body) {
        guard.unrestricted();
        if (own.all().tokensOf(callers.get().ownTenant()).size() >= ShareGroups.MOST) {
            throw Refused.because(
                    ComputeRefusal.IMAGES_MOST, "An account may have at most " + ShareGroups.MOST + " share tokens");
        }
        String field = "valid_for_sharegroup_uuid";
        String group = Check.text(field, body.group(), 40);
        if (own.all().byUuid(group).isEmpty()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " is not valid");
        }
        String secret = Secrets.token();
        String uuid = UUID.randomUUID().toString();
        MakeShareToken command = new MakeShareToken(
                new ShareTokenId(sequences.next("sharetoken")),
                callers.get().ownTenant(),
                new Marks(uuid, group, Secrets.hash(secret)),
                body.label() == null ? "token" : body.label());
        return commands.perform(() -> commands.send(command), () -> shown(own.token(uuid), secret));
    }

    @GET
    @Path("/{token}")
    @TenantScope(READ)
    public ShareTokenJson one(@PathParam("token") String uuid) {
        guard.unrestricted();
        return shown(own.token(uuid), null);
    }

    @PUT
    @Path("/{token}")
    public ShareTokenJson change(@PathParam("token") String uuid, LabelRequest body) {
        guard.unrestricted();
        LabelShareToken command =
                new LabelShareToken(new ShareTokenId(own.token(uuid).id), Check.text("label", body.label(), 128));
        return commands.perform(() -> commands.send(command), () -> one(uuid));
    }

    /** Whoever made it leaves the group that it led into. */
    @DELETE
    @Path("/{token}")
    public Map<String, String> delete(@PathParam("token") String uuid) {
        guard.unrestricted();
        ShareTokenView token = own.token(uuid);
        Optional<ShareGroupView> group = own.joinedBy(token);
        return commands.perform(
                () -> {
                    group.ifPresent(in -> commands.send(new RemoveShareMember(new ShareGroupId(in.id), uuid)));
                    commands.send(new DeleteShareToken(new ShareTokenId(token.id)));
                },
                Map::of);
    }

    /** The group that the token led into. */
    @GET
    @Path("/{token}/sharegroup")
    @TenantScope(READ)
    public JoinedJson group(@PathParam("token") String uuid) {
        guard.unrestricted();
        return JoinedJson.of(own.joined(own.token(uuid)));
    }

    /** What is shared there. */
    @GET
    @Path("/{token}/sharegroup/images")
    @TenantScope(READ)
    public Listed<ImageJson> images(@PathParam("token") String uuid, @BeanParam ListQuery query) {
        guard.unrestricted();
        ShareGroupId group = new ShareGroupId(own.joined(own.token(uuid)).id);
        List<ImageJson> shared = own.all().imagesIn(group).stream()
                .flatMap(image -> images.shown(image).stream())
                .toList();
        return ImageJson.ATTRIBUTES.page(shared, query, image -> image);
    }

    private ShareTokenJson shown(ShareTokenView token, @Nullable String secret) {
        ShareGroupView group = own.joinedBy(token).orElse(null);
        return new ShareTokenJson(
                secret,
                token.uuid,
                group == null ? "pending" : "active",
                token.label,
                token.groupUuid,
                group == null ? null : group.uuid,
                group == null ? null : group.label,
                WireTime.text(token.createdAt),
                WireTime.text(token.updatedAt),
                null);
    }

    /** Body of POST /images/sharegroups/tokens. */
    public record TokenRequest(
            @JsonProperty("valid_for_sharegroup_uuid") @Nullable
            String group,

            @Nullable String label) {}

    /** A token; its secret only in the answer that made it. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ShareTokenJson(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String token,

            String tokenUuid,
            String status,
            String label,
            String validForSharegroupUuid,
            @Nullable String sharegroupUuid,
            @Nullable String sharegroupLabel,
            String created,
            String updated,
            @Nullable String expiry) {}

    /** A group as its members see it: not who else is in it. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record JoinedJson(
            long id,
            String uuid,
            String label,
            String description,
            boolean isSuspended,
            String created,
            String updated) {
        static JoinedJson of(ShareGroupView group) {
            return new JoinedJson(
                    group.id,
                    group.uuid,
                    group.label,
                    group.description,
                    false,
                    WireTime.text(group.createdAt),
                    WireTime.text(group.updatedAt));
        }
    }
}
