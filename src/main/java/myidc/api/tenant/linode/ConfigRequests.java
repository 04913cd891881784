package myidc.api.tenant.linode;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import myidc.api.tenant.linode.LinodeConfigsResource.ConfigRequest;
import myidc.compute.catalog.Catalogue;
import myidc.compute.event.GuestConfig;
import myidc.compute.event.GuestConfig.Device;
import myidc.compute.read.InstanceView;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.ConfigId;
import org.jspecify.annotations.Nullable;

/** Configurations as requests name them, checked; what a request leaves out stays as it is. */
@Singleton
final class ConfigRequests {
    private static final Pattern ROOT = Pattern.compile("/dev/sd[a-h][0-9]{0,2}");
    private static final int LABEL_MAX = 48;
    private static final int COMMENTS_MAX = 65_535;

    private final GuestSources sources;
    private final Catalogue catalogue;

    ConfigRequests(GuestSources sources, Catalogue catalogue) {
        this.sources = sources;
        this.catalogue = catalogue;
    }

    long number() {
        return sources.number();
    }

    GuestConfig fresh(InstanceView guest, long number, ConfigRequest body) {
        Check.text("label", body.label(), LABEL_MAX);
        Check.present("devices", body.devices());
        GuestConfig plain = new GuestConfig(
                new ConfigId(number),
                "",
                "",
                "linode/grub2",
                "/dev/sda",
                "default",
                "paravirt",
                0,
                List.of(),
                GuestConfig.HELPERS);
        return changed(guest, plain, body);
    }

    GuestConfig changed(InstanceView guest, GuestConfig before, ConfigRequest body) {
        JsonNode initrd = body.initrd();
        if (initrd != null && !initrd.isNull()) {
            throw invalid("initrd", "cannot be had here");
        }
        JsonNode devices = body.devices();
        List<Device> held = devices == null || devices.isNull() ? before.devices() : sources.devices(guest, devices);
        Long memory = body.memoryLimit();
        String label = body.label();
        String comments = body.comments();
        return new GuestConfig(
                before.configId(),
                label == null ? before.label() : Check.text("label", label, LABEL_MAX),
                comments == null ? before.comments() : within("comments", comments),
                kernel(body.kernel(), before.kernel()),
                matching(body.rootDevice(), before.rootDevice()),
                oneOf("run_level", body.runLevel(), before.runLevel(), List.of("default", "single", "binbash")),
                oneOf("virt_mode", body.virtMode(), before.virtMode(), List.of("paravirt", "fullvirt")),
                memory == null ? before.memoryLimitMb() : Check.range("memory_limit", memory, 0, guest.memoryMb),
                held,
                helpers(before.helpers(), body.helpers()));
    }

    private String kernel(@Nullable String asked, String before) {
        if (asked == null) {
            return before;
        }
        if (catalogue.kernel(asked).isEmpty()) {
            throw invalid("kernel", "is not valid");
        }
        return asked;
    }

    private static String matching(@Nullable String asked, String before) {
        return asked == null ? before : Check.matches("root_device", asked, ROOT, "must be like /dev/sda");
    }

    private static String oneOf(String field, @Nullable String asked, String before, List<String> known) {
        if (asked != null && !known.contains(asked)) {
            throw invalid(field, "must be one of " + known);
        }
        return Objects.requireNonNullElse(asked, before);
    }

    private static String within(String field, String text) {
        Check.range(field, text.length(), 0, COMMENTS_MAX);
        return text;
    }

    private static List<String> helpers(List<String> before, @Nullable JsonNode asked) {
        if (asked == null || asked.isNull()) {
            return before;
        }
        if (!asked.isObject()) {
            throw invalid("helpers", "must have true or false for each helper");
        }
        List<String> on = new ArrayList<>();
        for (String helper : GuestConfig.HELPERS) {
            JsonNode wanted = asked.get(helper);
            if (wanted != null && !wanted.isBoolean() && !wanted.isNull()) {
                throw invalid("helpers." + helper, "must be true or false");
            }
            boolean stays = wanted == null || wanted.isNull();
            if (stays ? before.contains(helper) : wanted.asBoolean()) {
                on.add(helper);
            }
        }
        return on;
    }

    private static Refused invalid(String field, String rule) {
        return Refused.field(CommonRefusal.INVALID_FIELD, field, field + " " + rule);
    }
}
