package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import myidc.compute.ComputeRefusal;
import myidc.compute.InstanceCommand.ResetRootPassword;
import myidc.compute.placement.GuestAccess;
import myidc.compute.placement.RootPasswords;
import myidc.compute.read.GuestDisks;
import myidc.compute.read.InstanceView;
import myidc.platform.axon.Commands;
import myidc.platform.security.TenantScope;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import org.jspecify.annotations.Nullable;

/** Root's password of a guest that is switched off: it holds from the next start on. */
@Path("/{api:v4|v4beta}/linode/instances")
@TenantScope("linodes:read_write")
public final class GuestPasswordsResource {
    private final Commands commands;
    private final OwnGuests guests;
    private final RootPasswords passwords;
    private final GuestAccess access;
    private final GuestDisks disks;

    GuestPasswordsResource(
            Commands commands, OwnGuests guests, RootPasswords passwords, GuestAccess access, GuestDisks disks) {
        this.disks = disks;
        this.commands = commands;
        this.guests = guests;
        this.passwords = passwords;
        this.access = access;
    }

    @POST
    @Path("/{linodeId}/password")
    public Map<String, String> reset(@PathParam("linodeId") long id, PasswordRequest body) {
        return reset(id, "root_pass", body.rootPass());
    }

    /** Whichever of its disks: root's password is the guest's. */
    @POST
    @Path("/{linodeId}/disks/{diskId}/password")
    public Map<String, String> resetOfDisk(
            @PathParam("linodeId") long id, @PathParam("diskId") long disk, DiskPasswordRequest body) {
        InstanceView guest = guests.changeable(id);
        if (disks.of(new InstanceId(guest.id), null).stream().noneMatch(row -> row.id == disk)) {
            throw Refused.because(ComputeRefusal.INSTANCE_NOT_FOUND, "Not found");
        }
        return reset(id, "password", body.password());
    }

    private Map<String, String> reset(long id, String field, @Nullable String asked) {
        InstanceId guest = new InstanceId(guests.changeable(id).id);
        String password = Check.present(field, asked);
        Check.range(field, password.length(), 7, 128);
        String hash = passwords.hash(password);
        return commands.perform(
                () -> {
                    commands.send(new ResetRootPassword(guest));
                    access.replaceRoot(guest, hash);
                },
                Map::of);
    }

    /** Body of POST /linode/instances/{linodeId}/password. */
    public record PasswordRequest(
            @JsonProperty("root_pass") @Nullable String rootPass) {
        /** Shown in no log. */
        @Override
        public String toString() {
            return "PasswordRequest[]";
        }
    }

    /** Body of POST /linode/instances/{linodeId}/disks/{diskId}/password. */
    public record DiskPasswordRequest(@Nullable String password) {
        /** Shown in no log. */
        @Override
        public String toString() {
            return "DiskPasswordRequest[]";
        }
    }
}
