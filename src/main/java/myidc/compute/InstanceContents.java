package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import myidc.compute.GuestContentCommand.BeginAsClone;
import myidc.compute.GuestContentCommand.CloneContents;
import myidc.compute.GuestContentCommand.ConfirmDisks;
import myidc.compute.GuestContentCommand.ConfirmRebuilt;
import myidc.compute.GuestContentCommand.CreateDisk;
import myidc.compute.GuestContentCommand.DeleteDisk;
import myidc.compute.GuestContentCommand.LabelDisk;
import myidc.compute.GuestContentCommand.NoteUserData;
import myidc.compute.GuestContentCommand.RebuildInstance;
import myidc.compute.GuestContentCommand.ResizeDisk;
import myidc.compute.event.CopyKind;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.GuestContentEvent.ContentsCloneFailed;
import myidc.compute.event.GuestContentEvent.ContentsCloneRequested;
import myidc.compute.event.GuestContentEvent.ContentsCloned;
import myidc.compute.event.GuestContentEvent.CopyChosen;
import myidc.compute.event.GuestContentEvent.DiskCreated;
import myidc.compute.event.GuestContentEvent.DiskCreationFailed;
import myidc.compute.event.GuestContentEvent.DiskDeleted;
import myidc.compute.event.GuestContentEvent.DiskDeletionFailed;
import myidc.compute.event.GuestContentEvent.DiskDeletionRequested;
import myidc.compute.event.GuestContentEvent.DiskLabelled;
import myidc.compute.event.GuestContentEvent.DiskRequested;
import myidc.compute.event.GuestContentEvent.DiskResizeFailed;
import myidc.compute.event.GuestContentEvent.DiskResizeRequested;
import myidc.compute.event.GuestContentEvent.DiskResized;
import myidc.compute.event.GuestContentEvent.InstanceCloneRequested;
import myidc.compute.event.GuestContentEvent.InstanceRebuildFailed;
import myidc.compute.event.GuestContentEvent.InstanceRebuildRequested;
import myidc.compute.event.GuestContentEvent.InstanceRebuilt;
import myidc.compute.event.GuestContentEvent.UserDataGiven;
import myidc.compute.event.GuestContentEvent.UserDataRemoved;
import myidc.compute.event.GuestDisk;
import myidc.compute.event.GuestSize;
import myidc.compute.event.InstanceEvent.InstanceBootRequested;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.ConfigId;
import myidc.shared.id.DiskId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** A guest's disks and how it starts. Its disks change one at a time, as everything of a guest does. */
abstract class InstanceContents extends InstanceLocks {
    private static final int DISKS_MAX = 50;
    private static final int LABEL_MAX = 48;
    static final int CONFIGS_MAX = 15;

    @Nullable
    DiskId workedDisk;

    @Nullable
    ConfigId chosen;

    @Nullable
    String wantedImage;

    @Nullable
    ConfigId wantedConfig;

    /** Configurations that come with the disks that are copied; null when none are. */
    @Nullable
    List<GuestConfig> clonedConfigs;

    boolean rescue;
    boolean userData;

    @CommandHandler
    void decide(RebuildInstance command) {
        still();
        unlocked();
        GuestDisk disk = GuestDisk.first(
                command.diskId(), command.image(), Objects.requireNonNull(size).diskMb());
        apply(new InstanceRebuildRequested(
                known(), command.image(), List.of(disk), command.configId(), command.bootWanted()));
    }

    @CommandHandler
    void decide(NoteUserData command) {
        present();
        if (command.bytes() > 0) {
            apply(new UserDataGiven(known(), command.bytes()));
        } else if (userData) {
            apply(new UserDataRemoved(known()));
        }
    }

    @CommandHandler
    void decide(ConfirmRebuilt command) {
        if (state == InstanceState.REBUILDING) {
            boolean up = bootWanted;
            apply(new InstanceRebuilt(known(), Objects.requireNonNull(wantedImage)));
            if (up) {
                apply(new InstanceBootRequested(known()));
            }
        }
    }

    void rebuildFailed(String cause) {
        apply(new InstanceRebuildFailed(known(), cause));
    }

    @CommandHandler
    void decide(BeginAsClone command) {
        if (state == InstanceState.PROVISIONING && disks == null) {
            fits(command.disks(), Objects.requireNonNull(size), "disks");
            apply(new InstanceCloneRequested(known(), command.source(), command.disks(), command.configs()));
            choose(command.copy(), command.disks());
        }
    }

    @CommandHandler
    void decide(CloneContents command) {
        still();
        List<GuestDisk> wanted = few(and(disks(), command.disks()));
        if (configs().size() + command.configs().size() > CONFIGS_MAX) {
            throw Refused.because(
                    ComputeRefusal.CONFIGS_MOST, "A Linode has at most " + CONFIGS_MAX + " configurations.");
        }
        fits(wanted, Objects.requireNonNull(size), "linode_id");
        apply(new ContentsCloneRequested(known(), owner(), command.source(), command.disks(), command.configs()));
        choose(command.copy(), command.disks());
    }

    private void choose(@Nullable CopyKind copy, List<GuestDisk> disks) {
        if (copy != null) {
            apply(CopyChosen.of(known(), copy, disks));
        }
    }

    private static List<GuestDisk> few(List<GuestDisk> wanted) {
        if (wanted.size() > DISKS_MAX) {
            throw Refused.because(ComputeRefusal.DISKS_MOST, "A Linode has at most " + DISKS_MAX + " disks.");
        }
        return wanted;
    }

    private static <T> List<T> and(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @CommandHandler
    void decide(CreateDisk command) {
        still();
        GuestDisk disk = command.disk();
        Check.text("label", disk.label(), LABEL_MAX);
        Check.range("size", disk.sizeMb(), 1, Long.MAX_VALUE);
        List<GuestDisk> wanted = few(and(disks(), List.of(disk)));
        fits(wanted, Objects.requireNonNull(size), "size");
        apply(new DiskRequested(known(), owner(), disk));
    }

    @CommandHandler
    void decide(LabelDisk command) {
        idle();
        String wanted = Check.text("label", command.label(), LABEL_MAX);
        if (!disk(command.diskId()).label().equals(wanted)) {
            apply(new DiskLabelled(known(), command.diskId(), wanted));
        }
    }

    @CommandHandler
    void decide(ResizeDisk command) {
        GuestDisk disk = disk(command.diskId());
        off("resize a disk");
        Check.range("size", command.sizeMb(), 1, Long.MAX_VALUE);
        if (disk.sizeMb() != command.sizeMb()) {
            fits(sized(command.diskId(), command.sizeMb()), Objects.requireNonNull(size), "size");
            apply(new DiskResizeRequested(known(), command.diskId(), command.sizeMb()));
        }
    }

    @CommandHandler
    void decide(DeleteDisk command) {
        disk(command.diskId());
        off("delete a disk");
        partsUnlocked();
        if (disks().size() == 1) {
            throw Refused.because(ComputeRefusal.DISK_NEEDED, "A Linode keeps one disk at least.");
        }
        apply(new DiskDeletionRequested(known(), command.diskId()));
    }

    @CommandHandler
    void decide(ConfirmDisks command) {
        List<GuestConfig> cloned = clonedConfigs;
        if (cloned != null) {
            apply(new ContentsCloned(known(), cloned));
            return;
        }
        DiskId worked = workedDisk;
        List<GuestDisk> wanted = wantedDisks;
        if (worked == null || wanted == null) {
            return;
        }
        Optional<GuestDisk> before = in(disks(), worked);
        Optional<GuestDisk> after = in(wanted, worked);
        if (before.isEmpty()) {
            apply(new DiskCreated(known(), worked));
        } else if (after.isEmpty()) {
            apply(new DiskDeleted(known(), worked));
        } else {
            apply(new DiskResized(
                    known(), worked, before.get().sizeMb(), after.get().sizeMb()));
        }
    }

    /** What the machine room was to do beside the guest's own life cannot be done. */
    void workFailed(String cause) {
        if (clonedConfigs != null) {
            apply(new ContentsCloneFailed(known(), cause));
            return;
        }
        DiskId failed = workedDisk;
        List<GuestDisk> wanted = wantedDisks;
        if (failed == null || wanted == null) {
            return;
        }
        if (in(disks(), failed).isEmpty()) {
            apply(new DiskCreationFailed(known(), failed, cause));
        } else if (in(wanted, failed).isEmpty()) {
            apply(new DiskDeletionFailed(known(), failed, cause));
        } else {
            apply(new DiskResizeFailed(known(), failed, cause));
        }
    }

    /** Refused when disks take more than the size gives. */
    void fits(List<GuestDisk> wanted, GuestSize within, String field) {
        long total = GuestDisk.total(wanted);
        if (total > within.diskMb()) {
            throw Refused.field(
                    ComputeRefusal.DISK_SPACE,
                    field,
                    "Disks would take " + total + " MiB of the " + within.diskMb() + " MiB that " + within.plan()
                            + " gives.");
        }
    }

    GuestDisk disk(DiskId wanted) {
        return in(disks(), wanted).orElseThrow(() -> Refused.because(ComputeRefusal.DISK_NOT_FOUND, "Not found"));
    }

    static Optional<GuestDisk> in(List<GuestDisk> disks, DiskId wanted) {
        return disks.stream().filter(disk -> disk.diskId().equals(wanted)).findFirst();
    }

    private List<GuestDisk> sized(DiskId which, long sizeMb) {
        return disks().stream()
                .map(disk -> disk.diskId().equals(which) ? disk.sized(sizeMb) : disk)
                .toList();
    }

    private void work(DiskId disk, List<GuestDisk> wanted) {
        worked = true;
        workedDisk = disk;
        wantedDisks = wanted;
    }

    void settle(boolean done) {
        List<GuestDisk> wanted = wantedDisks;
        if (done && wanted != null) {
            disks = wanted;
        }
        wantedDisks = null;
        workedDisk = null;
        clonedConfigs = null;
        worked = false;
    }

    @EventSourcingHandler
    void evolve(UserDataGiven fact) {
        userData = true;
    }

    @EventSourcingHandler
    void evolve(UserDataRemoved fact) {
        userData = false;
    }

    @EventSourcingHandler
    void evolve(InstanceRebuildRequested fact) {
        wantedDisks = fact.disks();
        wantedImage = fact.image();
        wantedConfig = fact.configId();
        bootWanted = fact.bootWanted();
        state = InstanceState.REBUILDING;
    }

    @EventSourcingHandler
    void evolve(InstanceRebuilt fact) {
        settle(true);
        image = fact.image();
        configs = List.of(GuestConfig.first(
                Objects.requireNonNull(wantedConfig), image, disks().getFirst().diskId()));
        chosen = null;
        rescue = false;
        state = InstanceState.OFFLINE;
    }

    @EventSourcingHandler
    void evolve(InstanceRebuildFailed fact) {
        settle(false);
        state = InstanceState.OFFLINE;
    }

    @EventSourcingHandler
    void evolve(InstanceCloneRequested fact) {
        disks = fact.disks();
        configs = fact.configs();
    }

    @EventSourcingHandler
    void evolve(ContentsCloneRequested fact) {
        worked = true;
        wantedDisks = and(disks(), fact.disks());
        clonedConfigs = fact.configs();
    }

    @EventSourcingHandler
    void evolve(ContentsCloned fact) {
        configs = and(configs(), fact.configs());
        settle(true);
    }

    @EventSourcingHandler
    void evolve(ContentsCloneFailed fact) {
        settle(false);
    }

    @EventSourcingHandler
    void evolve(DiskRequested fact) {
        work(fact.disk().diskId(), and(disks(), List.of(fact.disk())));
    }

    @EventSourcingHandler
    void evolve(DiskResizeRequested fact) {
        work(fact.diskId(), sized(fact.diskId(), fact.sizeMb()));
    }

    @EventSourcingHandler
    void evolve(DiskDeletionRequested fact) {
        work(
                fact.diskId(),
                disks().stream()
                        .filter(disk -> !disk.diskId().equals(fact.diskId()))
                        .toList());
    }

    @EventSourcingHandler
    void evolve(DiskCreated fact) {
        settle(true);
    }

    @EventSourcingHandler
    void evolve(DiskResized fact) {
        settle(true);
    }

    @EventSourcingHandler
    void evolve(DiskDeleted fact) {
        configs = configs().stream()
                .map(config -> config.with(config.devices().stream()
                        .filter(device -> !fact.diskId().equals(device.diskId()))
                        .toList()))
                .toList();
        settle(true);
    }

    @EventSourcingHandler
    void evolve(DiskCreationFailed fact) {
        settle(false);
    }

    @EventSourcingHandler
    void evolve(DiskResizeFailed fact) {
        settle(false);
    }

    @EventSourcingHandler
    void evolve(DiskDeletionFailed fact) {
        settle(false);
    }

    @EventSourcingHandler
    void evolve(DiskLabelled fact) {
        disks = disks().stream()
                .map(disk -> disk.diskId().equals(fact.diskId()) ? disk.labelled(fact.label()) : disk)
                .toList();
    }
}
