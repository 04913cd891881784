package myidc.api.tenant.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import myidc.api.tenant.wire.Attributes;
import myidc.api.tenant.wire.Attributes.Kind;
import myidc.api.tenant.wire.ListQuery;
import myidc.api.tenant.wire.Listed;
import myidc.api.tenant.wire.Whoami;
import myidc.api.tenant.wire.WireTime;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.SshKeyId;
import myidc.tenancy.PersonCommand.AddSshKey;
import myidc.tenancy.PersonCommand.RelabelSshKey;
import myidc.tenancy.PersonCommand.RemoveSshKey;
import myidc.tenancy.read.People;
import myidc.tenancy.read.SshKeyView;
import org.jspecify.annotations.Nullable;

/** Public SSH keys of the caller. */
@Path("/{api:v4|v4beta}/profile/sshkeys")
@TenantScope("account:read_only")
public final class SshKeysResource {
    private static final Attributes<SshKeyView> ATTRIBUTES = new Attributes<SshKeyView>()
            .with("id", Kind.NUMBER, key -> key.id)
            .with("label", Kind.TEXT, key -> key.label)
            .with("ssh_key", Kind.TEXT, "key", key -> key.key)
            .with("created", Kind.TIME, "addedAt", key -> key.addedAt);

    private final Whoami whoami;
    private final People people;
    private final Commands commands;
    private final Sequences sequences;

    SshKeysResource(Whoami whoami, People people, Commands commands, Sequences sequences) {
        this.whoami = whoami;
        this.people = people;
        this.commands = commands;
        this.sequences = sequences;
    }

    @GET
    public Listed<SshKeyJson> list(@BeanParam ListQuery query) {
        return ATTRIBUTES.page(people.sshKeys(whoami.personId()), query, SshKeyJson::of);
    }

    @GET
    @Path("/{id}")
    public SshKeyJson one(@PathParam("id") long id) {
        return SshKeyJson.of(known(id));
    }

    @POST
    @TenantScope("account:read_write")
    public SshKeyJson add(SshKeyRequest body) {
        SshKeyId id = new SshKeyId(sequences.next("sshkey"));
        AddSshKey command = new AddSshKey(
                whoami.personId(),
                id,
                Check.text("label", body.label(), 64),
                Check.text("ssh_key", body.sshKey(), 16_384));
        return commands.perform(() -> commands.send(command), () -> one(id.value()));
    }

    @PUT
    @Path("/{id}")
    @TenantScope("account:read_write")
    public SshKeyJson relabel(@PathParam("id") long id, SshKeyRequest body) {
        SshKeyId key = new SshKeyId(known(id).id);
        String label = Check.text("label", body.label(), 64);
        return commands.perform(() -> commands.send(new RelabelSshKey(whoami.personId(), key, label)), () -> one(id));
    }

    @DELETE
    @Path("/{id}")
    @TenantScope("account:read_write")
    public Map<String, Object> remove(@PathParam("id") long id) {
        commands.send(new RemoveSshKey(whoami.personId(), new SshKeyId(known(id).id)));
        return Map.of();
    }

    private SshKeyView known(long id) {
        return people.sshKey(whoami.personId(), new SshKeyId(id))
                .orElseThrow(() -> Refused.because(CommonRefusal.NOT_FOUND, "Not found"));
    }

    /** A key and what to call it. */
    public record SshKeyRequest(
            @Nullable String label,
            @JsonProperty("ssh_key") @Nullable String sshKey) {}

    /** Linode's SSH key object. */
    public record SshKeyJson(
            long id, String label, @JsonProperty("ssh_key") String sshKey, String created) {
        static SshKeyJson of(SshKeyView key) {
            return new SshKeyJson(key.id, key.label, key.key, WireTime.text(key.addedAt));
        }
    }
}
