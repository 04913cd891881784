package myidc.api.admin;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.CurrentCaller;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PoolId;
import myidc.storage.PoolAgents;
import myidc.storage.PoolCommand.AllowAgent;
import myidc.storage.PoolCommand.CountOperations;
import myidc.storage.PoolCommand.DescribeDisks;
import myidc.storage.PoolCommand.MeasurePool;
import myidc.storage.PoolCommand.PlanCollection;
import myidc.storage.PoolCommand.SetThresholds;
import myidc.storage.StorageRefusal;
import myidc.storage.event.CollectedVia;
import myidc.storage.event.CollectionPlan;
import myidc.storage.event.DiskLayout;
import myidc.storage.event.DiskOperations;
import myidc.storage.event.PoolKind;
import myidc.storage.event.Thresholds;
import myidc.storage.event.Tool;
import myidc.storage.read.Capacities;
import myidc.storage.read.PoolAgentView;
import myidc.storage.read.PoolRules;
import myidc.storage.read.PoolView;
import myidc.storage.read.Pools;
import myidc.storage.report.DomStats;
import myidc.storage.report.OddOutput;
import myidc.storage.report.PoolOutputs;
import org.jspecify.annotations.Nullable;

/** What operators and agents say of a pool: outputs of its tools, how they are run, when to warn, what disks it has. */
@Singleton
final class PoolSetup {
    private static final int OUTPUTS_MAX = 600;

    private final Commands commands;
    private final Sequences sequences;
    private final Reads reads;
    private final CurrentCaller callers;

    PoolSetup(Commands commands, Sequences sequences, Reads reads, CurrentCaller callers) {
        this.commands = commands;
        this.sequences = sequences;
        this.reads = reads;
        this.callers = callers;
    }

    /** Reads outputs and tells what they say; refused with the line that is not believed. */
    void measure(PoolId id, OutputsRequest body) {
        if (!PoolAgents.mayReport(callers.get(), id)) {
            throw Refused.because(CommonRefusal.FORBIDDEN, "This agent is of another pool");
        }
        PoolView pool = reads.pools().find(id).orElseThrow();
        CollectionPlan plan = pool.collectionPlan();
        String target = plan == null ? body.target() : plan.target();
        List<PoolOutputs.Output> outputs = outputs(body);
        Instant at = body.at() == null ? reads.clock().instant() : body.at();
        try {
            PoolOutputs.Reading reading =
                    PoolOutputs.read(PoolKind.valueOf(pool.kind), Check.text("target", target, 255), outputs);
            List<Tool> tools =
                    outputs.stream().map(PoolOutputs.Output::tool).distinct().toList();
            commands.send(new MeasurePool(id, at, CollectedVia.AGENT, tools, reading));
        } catch (OddOutput odd) {
            throw Refused.field(StorageRefusal.OUTPUT_UNREADABLE, "outputs", "outputs: " + odd.getMessage());
        }
    }

    /** Reads a host's counts, of which those of guests with their disk in the pool are kept. */
    Counts counts(PoolId id, OperationsRequest body, BiFunction<PoolId, Set<InstanceId>, Set<InstanceId>> inPool) {
        if (!PoolAgents.mayReport(callers.get(), id)) {
            throw Refused.because(CommonRefusal.FORBIDDEN, "This agent is of another pool");
        }
        String host = Check.text("host", body.host(), 100);
        Instant at = body.at() == null ? reads.clock().instant() : body.at();
        try {
            List<DomStats.Disk> all = DomStats.read(Check.present("text", body.text()));
            Map<String, InstanceId> guests = new HashMap<>();
            for (DomStats.Disk disk : all) {
                Capacities.guestOf(disk.guest()).ifPresent(guest -> guests.put(disk.guest(), new InstanceId(guest)));
            }
            Set<InstanceId> here = inPool.apply(id, Set.copyOf(guests.values()));
            List<DiskOperations> kept = new ArrayList<>();
            for (DomStats.Disk disk : all) {
                InstanceId guest = guests.get(disk.guest());
                if (guest != null && here.contains(guest)) {
                    kept.add(new DiskOperations(guest, disk.device(), disk.reads(), disk.writes()));
                }
            }
            return new Counts(new CountOperations(id, at, host, kept), all.size() - kept.size());
        } catch (OddOutput odd) {
            throw Refused.field(StorageRefusal.OUTPUT_UNREADABLE, "text", "text: " + odd.getMessage());
        }
    }

    private static List<PoolOutputs.Output> outputs(OutputsRequest body) {
        List<OutputRequest> given = Check.present("outputs", body.outputs());
        if (given.isEmpty() || given.size() > OUTPUTS_MAX) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "outputs", "outputs must be between 1 and " + OUTPUTS_MAX);
        }
        List<PoolOutputs.Output> outputs = new ArrayList<>();
        for (OutputRequest output : given) {
            outputs.add(new PoolOutputs.Output(
                    Check.oneOf("outputs.tool", output.tool(), Tool.class),
                    Check.present("outputs.text", output.text())));
        }
        return outputs;
    }

    void plan(PoolId id, CollectionRequest body, @Nullable Long expected) {
        Integer every = body.everyMinutes();
        CollectionPlan plan = new CollectionPlan(
                Check.oneOf("via", body.via(), CollectedVia.class),
                Check.text("target", body.target(), 255),
                every == null ? 0 : every,
                body.sshHost(),
                body.sshUser(),
                body.sshPort());
        commands.send(new PlanCollection(id, plan, expected));
    }

    List<AgentJson> agents(PoolId id) {
        return reads.rules().agents(id).stream().map(AgentJson::of).toList();
    }

    NewAgentJson allow(PoolId id, AgentRequest body) {
        String token = PoolAgents.token();
        long agent = sequences.next("poolagent");
        AllowAgent command =
                new AllowAgent(id, agent, Check.text("label", body.label(), 80), PoolAgents.hash(token), body.expiry());
        AgentJson made = commands.perform(
                () -> commands.send(command),
                () -> AgentJson.of(reads.rules().agent(agent).orElseThrow()));
        return new NewAgentJson(made, token);
    }

    void thresholds(PoolId id, ThresholdsRequest body) {
        Thresholds thresholds = new Thresholds(
                band("bytes", body.bytes()),
                band("inodes", body.inodes()),
                band("metadata", body.metadata()),
                band("forecastDays", body.forecastDays()));
        commands.send(new SetThresholds(id, body.effectiveFrom(), thresholds));
    }

    private static Thresholds.Band band(String field, @Nullable BandRequest band) {
        BandRequest given = Check.present(field, band);
        return new Thresholds.Band(
                Check.present(field + ".raiseAt", given.raiseAt()), Check.present(field + ".clearAt", given.clearAt()));
    }

    void disks(PoolId id, DisksRequest body, @Nullable Long expected) {
        List<DiskLayout.Group> groups = new ArrayList<>();
        for (GroupRequest group : Check.present("groups", body.groups())) {
            groups.add(new DiskLayout.Group(
                    Check.present("groups.disks", group.disks()),
                    Check.text("groups.protection", group.protection(), 10),
                    group.replicas(),
                    group.iopsPerDisk(),
                    group.seekMillis(),
                    group.turnsPerMinute()));
        }
        int reads = Check.present("readSharePercent", body.readSharePercent());
        commands.send(new DescribeDisks(id, new DiskLayout(groups, reads), expected));
    }

    /** What is read to answer. */
    @Singleton
    record Reads(Pools pools, PoolRules rules, Clock clock) {}

    /**
     * What tools printed, all at one time.
     *
     * @param at when; null for now
     * @param target what the tools call the pool; not needed where its collection says it
     */
    public record OutputsRequest(
            @Nullable Instant at,
            @Nullable String target,
            @Nullable List<OutputRequest> outputs) {}

    /** Counts to be told, and how many disks are no concern of the pool. */
    record Counts(CountOperations command, int others) {
        CountedJson answer() {
            return new CountedJson(command.disks().size(), others);
        }
    }

    /**
     * What {@code virsh domstats --block} printed on a host.
     *
     * @param at when; null for now
     * @param host its name, the same each time: a rate is the difference of two counts of one host
     */
    public record OperationsRequest(
            @Nullable Instant at,
            @Nullable String host,
            @Nullable String text) {}

    /**
     * What became of the counts.
     *
     * @param disks how many were taken
     * @param others how many are of guests unknown, or whose disk lies elsewhere
     */
    public record CountedJson(int disks, int others) {}

    /** The text that a tool printed, whole and unaltered. */
    public record OutputRequest(
            @Nullable String tool, @Nullable String text) {}

    /**
     * How tools are run.
     *
     * @param via AGENT, LOCAL or SSH
     * @param target {@code group/volume}, a pool's name, {@code *} for a whole cluster of Ceph, or a folder
     */
    public record CollectionRequest(
            @Nullable String via,
            @Nullable String target,
            @Nullable Integer everyMinutes,
            @Nullable String sshHost,
            @Nullable String sshUser,
            @Nullable Integer sshPort) {}

    /** A program that may post outputs; it ends at its expiry, or never. */
    public record AgentRequest(
            @Nullable String label, @Nullable Instant expiry) {}

    /** When to warn: from effectiveFrom on, or from now on. */
    public record ThresholdsRequest(
            @Nullable Instant effectiveFrom,
            @Nullable BandRequest bytes,
            @Nullable BandRequest inodes,
            @Nullable BandRequest metadata,
            @Nullable BandRequest forecastDays) {}

    /** Where a warning begins and where it ends. */
    public record BandRequest(
            @Nullable Integer raiseAt, @Nullable Integer clearAt) {}

    /** What a pool stands on. */
    public record DisksRequest(
            @Nullable List<GroupRequest> groups, @Nullable Integer readSharePercent) {}

    /** Like disks that stand together: with iopsPerDisk, or with seekMillis and turnsPerMinute. */
    public record GroupRequest(
            @Nullable Integer disks,
            @Nullable String protection,
            @Nullable Integer replicas,
            @Nullable Integer iopsPerDisk,
            @Nullable BigDecimal seekMillis,
            @Nullable Integer turnsPerMinute) {}

    /** An agent, without its token. */
    public record AgentJson(
            long id,
            String label,
            Instant allowedAt,
            @Nullable Instant expiry,
            @Nullable Instant revokedAt) {
        static AgentJson of(PoolAgentView agent) {
            return new AgentJson(agent.id, agent.label, agent.allowedAt, agent.expiry, agent.revokedAt);
        }
    }

    /** An agent just made, and its token, which is shown now or never. */
    public record NewAgentJson(AgentJson agent, String token) {
        @Override
        public String toString() {
            return "NewAgentJson[" + agent + "]";
        }
    }
}
