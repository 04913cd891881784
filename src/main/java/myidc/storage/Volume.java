package myidc.storage;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import myidc.platform.db.Claims;
import myidc.platform.db.Claims.Claim;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.shared.id.VolumeId;
import myidc.storage.VolumeCommand.AttachVolume;
import myidc.storage.VolumeCommand.ConfirmVolume;
import myidc.storage.VolumeCommand.DeleteVolume;
import myidc.storage.VolumeCommand.DetachVolume;
import myidc.storage.VolumeCommand.FreeVolume;
import myidc.storage.VolumeCommand.LabelVolume;
import myidc.storage.VolumeCommand.ReportVolumeFailed;
import myidc.storage.VolumeCommand.RequestVolume;
import myidc.storage.VolumeCommand.ResizeVolume;
import myidc.storage.VolumeCommand.TagVolume;
import myidc.storage.event.VolumeEvent.VolumeAttachFailed;
import myidc.storage.event.VolumeEvent.VolumeAttachRequested;
import myidc.storage.event.VolumeEvent.VolumeAttached;
import myidc.storage.event.VolumeEvent.VolumeCreated;
import myidc.storage.event.VolumeEvent.VolumeCreationFailed;
import myidc.storage.event.VolumeEvent.VolumeDeleted;
import myidc.storage.event.VolumeEvent.VolumeDeletionFailed;
import myidc.storage.event.VolumeEvent.VolumeDeletionRequested;
import myidc.storage.event.VolumeEvent.VolumeDetachFailed;
import myidc.storage.event.VolumeEvent.VolumeDetachRequested;
import myidc.storage.event.VolumeEvent.VolumeDetached;
import myidc.storage.event.VolumeEvent.VolumeLabelled;
import myidc.storage.event.VolumeEvent.VolumeRequested;
import myidc.storage.event.VolumeEvent.VolumeResizeFailed;
import myidc.storage.event.VolumeEvent.VolumeResizeRequested;
import myidc.storage.event.VolumeEvent.VolumeResized;
import myidc.storage.event.VolumeEvent.VolumeTagged;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A volume: one action at a time. Reports that come twice, or about another state, change nothing. */
final class Volume {
    static final long GB_LEAST = 10;
    static final long GB_MOST = 16_384;
    private static final String LABELS = "storage.volume";
    private static final int TAGS_MAX = 50;
    private static final int CAUSE_MAX = 500;

    /** After Linode's reference of POST /volumes. */
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9]((?!--|__)[a-zA-Z0-9-_]){0,30}[a-zA-Z0-9]?");

    @AggregateIdentifier
    private @Nullable VolumeId id;

    private @Nullable TenantId tenant;
    private String label = "";
    private String region = "";
    private List<String> tags = List.of();
    private long sizeGb;
    private long wantedGb;
    private boolean there;
    private @Nullable InstanceId guest;
    private VolumeState state = VolumeState.CREATING;

    Volume() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(RequestVolume command, Claims claims) {
        String wanted = label(command.label());
        Check.range("size", command.sizeGb(), GB_LEAST, GB_MOST);
        claims.take(claim(command.tenantId(), wanted), command.volumeId().text(), StorageRefusal.VOLUME_LABEL_TAKEN);
        apply(new VolumeRequested(
                command.volumeId(),
                command.tenantId(),
                wanted,
                command.sizeGb(),
                command.siteId(),
                command.region(),
                command.poolId(),
                tags(command.tags()),
                command.source(),
                command.instanceId()));
    }

    @CommandHandler
    void decide(LabelVolume command, Claims claims) {
        present();
        String wanted = label(command.label());
        if (wanted.equals(label)) {
            return;
        }
        claims.take(claim(owner(), wanted), known().text(), StorageRefusal.VOLUME_LABEL_TAKEN);
        claims.release(LABELS, claim(owner(), label).value(), known().text());
        apply(new VolumeLabelled(known(), wanted));
    }

    @CommandHandler
    void decide(TagVolume command) {
        present();
        List<String> wanted = tags(command.tags());
        if (!wanted.equals(tags)) {
            apply(new VolumeTagged(known(), wanted));
        }
    }

    @CommandHandler
    void decide(AttachVolume command) {
        idle();
        if (guest != null) {
            throw unfit("Volume " + known().value() + " is already attached to Linode " + guest.value());
        }
        apply(new VolumeAttachRequested(known(), command.instanceId()));
    }

    @CommandHandler
    void decide(DetachVolume command) {
        idle();
        InstanceId had = guest;
        if (had == null) {
            throw unfit("Volume " + known().value() + " is not attached");
        }
        apply(new VolumeDetachRequested(known(), had));
    }

    @CommandHandler
    void decide(ResizeVolume command) {
        idle();
        Check.range("size", command.sizeGb(), GB_LEAST, GB_MOST);
        if (command.sizeGb() <= sizeGb) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "size", "size must be above " + sizeGb + ": volumes only grow");
        }
        apply(new VolumeResizeRequested(known(), command.sizeGb()));
    }

    @CommandHandler
    void decide(DeleteVolume command) {
        present();
        if (state.inTransition()) {
            throw busy();
        }
        if (guest != null) {
            throw unfit("Volume " + known().value() + " must be detached before it can be deleted");
        }
        apply(new VolumeDeletionRequested(known()));
    }

    @CommandHandler
    void decide(FreeVolume command) {
        if (command.instanceId().equals(guest) && state != VolumeState.DELETED) {
            apply(new VolumeDetached(known(), command.instanceId()));
        }
    }

    @CommandHandler
    void decide(ConfirmVolume command, Claims claims) {
        if (command.state() != state) {
            return;
        }
        switch (state) {
            case CREATING -> {
                InstanceId next = guest;
                apply(new VolumeCreated(known(), owner(), label, sizeGb, region));
                if (next != null) {
                    apply(new VolumeAttachRequested(known(), next));
                }
            }
            case ATTACHING -> apply(new VolumeAttached(known(), Objects.requireNonNull(guest)));
            case DETACHING -> apply(new VolumeDetached(known(), Objects.requireNonNull(guest)));
            case RESIZING -> apply(new VolumeResized(known(), owner(), label, sizeGb, wantedGb, region));
            case DELETING -> {
                claims.release(LABELS, claim(owner(), label).value(), known().text());
                apply(new VolumeDeleted(known(), owner(), label));
            }
            case ACTIVE, FAILED, DELETED -> {}
        }
    }

    @CommandHandler
    void decide(ReportVolumeFailed command) {
        if (command.state() != state) {
            return;
        }
        String all = command.cause();
        String cause = all.length() > CAUSE_MAX ? all.substring(0, CAUSE_MAX) : all;
        switch (state) {
            case CREATING -> apply(new VolumeCreationFailed(known(), cause));
            case ATTACHING -> apply(new VolumeAttachFailed(known(), Objects.requireNonNull(guest), cause));
            case DETACHING -> apply(new VolumeDetachFailed(known(), Objects.requireNonNull(guest), cause));
            case RESIZING -> apply(new VolumeResizeFailed(known(), wantedGb, cause));
            case DELETING -> apply(new VolumeDeletionFailed(known(), there, cause));
            case ACTIVE, FAILED, DELETED -> {}
        }
    }

    @EventSourcingHandler
    void evolve(VolumeRequested fact) {
        id = fact.volumeId();
        tenant = fact.tenantId();
        label = fact.label();
        region = fact.region();
        tags = fact.tags();
        sizeGb = fact.sizeGb();
        guest = fact.instanceId();
        state = VolumeState.CREATING;
    }

    @EventSourcingHandler
    void evolve(VolumeCreated fact) {
        there = true;
        guest = null;
        state = VolumeState.ACTIVE;
    }

    @EventSourcingHandler
    void evolve(VolumeCreationFailed fact) {
        guest = null;
        state = VolumeState.FAILED;
    }

    @EventSourcingHandler
    void evolve(VolumeLabelled fact) {
        label = fact.label();
    }

    @EventSourcingHandler
    void evolve(VolumeTagged fact) {
        tags = fact.tags();
    }

    @EventSourcingHandler
    void evolve(VolumeAttachRequested fact) {
        guest = fact.instanceId();
        state = VolumeState.ATTACHING;
    }

    @EventSourcingHandler
    void evolve(VolumeAttached fact) {
        state = VolumeState.ACTIVE;
    }

    @EventSourcingHandler
    void evolve(VolumeAttachFailed fact) {
        guest = null;
        state = VolumeState.ACTIVE;
    }

    @EventSourcingHandler
    void evolve(VolumeDetachRequested fact) {
        state = VolumeState.DETACHING;
    }

    /** A guest that is gone takes nothing of what else is under way with it. */
    @EventSourcingHandler
    void evolve(VolumeDetached fact) {
        guest = null;
        if (state == VolumeState.ATTACHING || state == VolumeState.DETACHING) {
            state = VolumeState.ACTIVE;
        }
    }

    @EventSourcingHandler
    void evolve(VolumeDetachFailed fact) {
        state = VolumeState.ACTIVE;
    }

    @EventSourcingHandler
    void evolve(VolumeResizeRequested fact) {
        wantedGb = fact.sizeGb();
        state = VolumeState.RESIZING;
    }

    @EventSourcingHandler
    void evolve(VolumeResized fact) {
        sizeGb = fact.sizeGb();
        state = VolumeState.ACTIVE;
    }

    @EventSourcingHandler
    void evolve(VolumeResizeFailed fact) {
        state = VolumeState.ACTIVE;
    }

    @EventSourcingHandler
    void evolve(VolumeDeletionRequested fact) {
        state = VolumeState.DELETING;
    }

    @EventSourcingHandler
    void evolve(VolumeDeletionFailed fact) {
        state = fact.there() ? VolumeState.ACTIVE : VolumeState.FAILED;
    }

    @EventSourcingHandler
    void evolve(VolumeDeleted fact) {
        state = VolumeState.DELETED;
    }

    private static String label(String wanted) {
        return Check.matches(
                "label",
                wanted,
                LABEL,
                "must be 1 to 32 letters, digits, single hyphens or underscores and begin with a letter or digit");
    }

    private static List<String> tags(List<String> wanted) {
        if (wanted.size() > TAGS_MAX) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "tags", "tags must be at most " + TAGS_MAX);
        }
        return wanted.stream()
                .map(tag -> {
                    String text = Check.text("tags", tag, 50);
                    Check.range("tags", text.length(), 3, 50);
                    return text;
                })
                .distinct()
                .sorted()
                .toList();
    }

    private static Claim claim(TenantId tenant, String label) {
        return new Claim(LABELS, tenant.text() + "/" + label, "label");
    }

    private void present() {
        if (state == VolumeState.DELETED) {
            throw Refused.because(StorageRefusal.VOLUME_NOT_FOUND, "Not found");
        }
    }

    private void idle() {
        present();
        if (state.inTransition()) {
            throw busy();
        }
        if (state == VolumeState.FAILED) {
            throw unfit("Volume " + known().value() + " could not be made; delete it and create another");
        }
    }

    private static Refused busy() {
        return Refused.because(StorageRefusal.VOLUME_BUSY, "Volume busy.");
    }

    private static Refused unfit(String detail) {
        return Refused.because(StorageRefusal.VOLUME_STATE, detail);
    }

    private VolumeId known() {
        return Objects.requireNonNull(id);
    }

    private TenantId owner() {
        return Objects.requireNonNull(tenant);
    }
}
