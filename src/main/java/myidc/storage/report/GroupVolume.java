package myidc.storage.report;

import myidc.storage.event.Tool;

/** A volume of a volume group, as {@code group/volume} names it. */
record GroupVolume(String group, String volume) {
    static GroupVolume of(String target, Tool tool) {
        String[] parts = target.split("/", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new OddOutput(tool, 0, "", "the pool's target is not of the form group/volume: " + target);
        }
        return new GroupVolume(parts[0], parts[1]);
    }
}
