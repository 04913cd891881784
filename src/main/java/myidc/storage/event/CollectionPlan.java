package myidc.storage.event;

import org.jspecify.annotations.Nullable;

/**
 * How a pool's tools are run.
 *
 * @param target what the tools call the pool: {@code group/volume}, a pool's name, or a folder
 * @param everyMinutes how often; 0 for an agent, which comes by itself
 * @param sshHost where to, for ssh
 * @param sshUser as whom, for ssh
 * @param sshPort null for 22
 */
public record CollectionPlan(
        CollectedVia via,
        String target,
        int everyMinutes,
        @Nullable String sshHost,
        @Nullable String sshUser,
        @Nullable Integer sshPort) {}
