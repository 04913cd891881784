package myidc.storage.report;

import myidc.storage.event.Tool;

/**
 * {@code qemu-img map --output=json}: which ranges of an image hold data. Internal snapshots are not in it.
 *
 * @param ownBytes data in the image's own file
 * @param backedBytes data that comes from an image below it
 * @param zeroBytes what reads as zeros and is stored nowhere
 */
record QemuMap(long lengthBytes, long ownBytes, long backedBytes, long zeroBytes) {
    static QemuMap read(String output) {
        long end = 0;
        long own = 0;
        long backed = 0;
        long zero = 0;
        for (JsonOutput range : JsonOutput.read(Tool.QEMU_IMG_MAP, output).items()) {
            if (range.whole("start") != end) {
                throw range.at("start").odd("the ranges have a gap or overlap");
            }
            long length = range.whole("length");
            if (length == 0 || end > Long.MAX_VALUE - length) {
                throw range.at("length").odd("the range has no length, or one beyond what can be");
            }
            end += length;
            boolean data = range.flag("data");
            if (!data) {
                zero += length;
            } else if (range.whole("depth") == 0) {
                own += length;
            } else {
                backed += length;
            }
        }
        return new QemuMap(end, own, backed, zero);
    }
}
