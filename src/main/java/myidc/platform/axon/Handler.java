package myidc.platform.axon;

/**
 * A bean with {@code @EventHandler} methods and a class-level {@code @ProcessingGroup("context.room")}. A group that
 * ends in {@code .read} runs in the command's transaction; every other group is a streaming processor with dead letters.
 * Implementations are {@code @Singleton}, so that Axon sees the class and no client proxy.
 */
public interface Handler {}
