package myidc.api.tenant.linode;

import jakarta.inject.Singleton;
import java.util.function.Consumer;
import myidc.api.tenant.wire.GrantGuard;
import myidc.billing.rating.Sku;
import myidc.billing.reconcile.BudgetGuard;
import myidc.compute.BackupCommand.EnableBackups;
import myidc.compute.FoundCommand.SetMaintenancePolicy;
import myidc.compute.MaintenancePolicy;
import myidc.compute.placement.InstanceCreation;
import myidc.compute.placement.InstanceCreation.Made;
import myidc.compute.placement.InstanceCreation.Order;
import myidc.compute.read.InstanceView;
import myidc.compute.read.Instances;
import myidc.platform.axon.Commands;
import myidc.tenancy.read.Tenants;
import org.jspecify.annotations.Nullable;

/** Guests just made, whatever they begin with. */
@Singleton
final class NewGuests {
    private final Commands commands;
    private final GrantGuard guard;
    private final Instances instances;
    private final Making making;

    NewGuests(Commands commands, GrantGuard guard, Instances instances, Making making) {
        this.commands = commands;
        this.guard = guard;
        this.instances = instances;
        this.making = making;
    }

    /** Makes a guest; what it begins with is said in the same transaction. */
    LinodeInstanceJson make(Order order, Consumer<Made> contents, Extras extras) {
        guard.mayDo("add_linodes");
        MaintenancePolicy policy = PolicyWords.read(
                extras.policy() == null
                        ? making.tenants().find(order.tenantId()).orElseThrow().maintenancePolicy
                        : extras.policy());
        boolean backups = Boolean.TRUE.equals(extras.backups());
        if (backups) {
            making.keeping().offeredAt(order.siteId(), "backups_enabled");
        }
        return making.creation()
                .create(
                        order,
                        made -> {
                            making.budgets()
                                    .mayAdd(
                                            order.tenantId(),
                                            new Sku("instance:" + order.size().plan(), order.region()));
                            guard.made("linode", made.id().value());
                            contents.accept(made);
                            commands.send(new SetMaintenancePolicy(made.id(), policy));
                            if (Boolean.TRUE.equals(extras.privateIp())) {
                                making.moves().add(made.id(), order.tenantId(), order.siteId(), false);
                            }
                            if (backups) {
                                making.keeping()
                                        .afford(order.tenantId(), order.size().plan(), order.region());
                                commands.send(new EnableBackups(made.id()));
                            }
                        },
                        id -> shown(instances.find(id).orElseThrow()));
    }

    LinodeInstanceJson shown(InstanceView guest) {
        return making.shown().of(guest);
    }

    /**
     * What a guest may have beside what it begins with.
     *
     * @param policy of maintenance, in Linode's words; null for its account's
     */
    record Extras(
            @Nullable Boolean backups,
            @Nullable Boolean privateIp,
            @Nullable String policy) {}

    /** What guests are made with. */
    @Singleton
    record Making(
            InstanceCreation creation,
            BudgetGuard budgets,
            AddressMoves moves,
            GuestBackupsResource.Keeping keeping,
            ShownGuests shown,
            Tenants tenants) {}
}
