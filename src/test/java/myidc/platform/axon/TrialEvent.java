package myidc.platform.axon;

import org.axonframework.serialization.Revision;

sealed interface TrialEvent {
    record TrialBegun(String id) implements TrialEvent {}

    @Revision("2")
    record TrialAdded(String id, int number, int sum, String origin) implements TrialEvent {}
}
