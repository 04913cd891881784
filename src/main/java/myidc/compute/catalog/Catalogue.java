package myidc.compute.catalog;

import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import myidc.compute.ComputeRefusal;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import org.jspecify.annotations.Nullable;

/** Reads and keeps plans, images and kernels. Plain reference data: guests keep a copy of what they were promised. */
@Singleton
public class Catalogue {
    private static final int ROWS_MAX = 500;
    private static final int GPUS_MAX = 64;
    private static final Set<String> CLASSES =
            Set.of("nanode", "standard", "dedicated", "premium", "highmem", "gpu", "accelerated", "metal");
    private static final Pattern PLAN_ID = Pattern.compile("[a-z0-9][a-z0-9-]{2,39}");
    private static final Pattern IMAGE_ID = Pattern.compile("[a-z0-9]{2,20}/[a-z0-9][a-z0-9._-]{1,39}");
    private static final BigDecimal PRICE_MAX = BigDecimal.valueOf(100_000);

    private final Clock clock;

    Catalogue(Clock clock) {
        this.clock = clock;
    }

    /** All plans, smallest first within their class. */
    public List<PlanRow> plans() {
        return PlanRow.<PlanRow>findAll(Sort.by("category", "vcpus", "memoryMb", "id"))
                .page(0, ROWS_MAX)
                .list();
    }

    public Optional<PlanRow> plan(String id) {
        return PlanRow.findByIdOptional(id);
    }

    public List<ImageRow> images() {
        return ImageRow.<ImageRow>findAll(Sort.by("id")).page(0, ROWS_MAX).list();
    }

    public Optional<ImageRow> image(String id) {
        return ImageRow.findByIdOptional(id);
    }

    public List<KernelRow> kernels() {
        return KernelRow.<KernelRow>findAll(Sort.by("id")).page(0, ROWS_MAX).list();
    }

    public Optional<KernelRow> kernel(String id) {
        return KernelRow.findByIdOptional(id);
    }

    @Transactional
    public PlanRow addPlan(@Nullable String id, PlanTerms terms) {
        String key = Check.matches("id", id, PLAN_ID, "must be 3 to 40 small letters, digits or hyphens");
        if (plan(key).isPresent()) {
            throw Refused.heldBy(ComputeRefusal.PLAN_TAKEN, "id", "There is a plan " + key + " already", key);
        }
        if (PlanRow.count() >= ROWS_MAX) {
            throw Refused.because(ComputeRefusal.PLAN_TAKEN, "There are " + ROWS_MAX + " plans, the most there may be");
        }
        PlanRow plan = new PlanRow();
        plan.id = key;
        set(plan, terms);
        plan.persistAndFlush();
        return plan;
    }

    @Transactional
    public PlanRow changePlan(PlanRow known, PlanTerms terms) {
        PlanRow plan = plan(known.id).orElseThrow();
        set(plan, terms);
        plan.persistAndFlush();
        return plan;
    }

    private static void set(PlanRow plan, PlanTerms terms) {
        plan.label = Check.text("label", terms.label(), 60);
        String category = Check.present("class", terms.category());
        if (!CLASSES.contains(category)) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "class", "class must be one of " + CLASSES);
        }
        plan.category = category;
        plan.vcpus = Check.range("vcpus", terms.vcpus(), 1, 1_024);
        plan.memoryMb = Check.range("memoryMb", terms.memoryMb(), 128, 16L * 1024 * 1024);
        plan.diskMb = Check.range("diskMb", terms.diskMb(), 1_024, 1024L * 1024 * 1024);
        plan.transferGb = Check.range("transferGb", terms.transferGb(), 0, 1_000_000);
        plan.networkOutMbps = Check.range("networkOutMbps", terms.networkOutMbps(), 0, 1_000_000);
        plan.hourly = price("hourly", terms.hourly(), 6);
        plan.monthly = price("monthly", terms.monthly(), 2);
        plan.offered = terms.offered() == null || terms.offered();
        plan.iopsPromised = terms.iopsPromised() == null
                ? null
                : Integer.valueOf(Check.range("iopsPromised", terms.iopsPromised(), 1, 10_000_000));
        setGpus(plan, terms);
    }

    private static void setGpus(PlanRow plan, PlanTerms terms) {
        Integer gpus = terms.gpus();
        String model = Check.optionalText("gpuModel", terms.gpuModel(), 60);
        String sliceType = Check.optionalText("gpuSliceType", terms.gpuSliceType(), 60);
        plan.gpus = gpus == null ? 0 : Check.range("gpus", gpus, 0, GPUS_MAX);
        needGpus(plan, "gpuModel", model);
        needGpus(plan, "gpuSliceType", sliceType);
        plan.gpuModel = model;
        plan.gpuSliceType = sliceType;
    }

    private static void needGpus(PlanRow plan, String field, @Nullable String given) {
        if (plan.gpus == 0 && given != null) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " needs gpus of 1 at least");
        }
    }

    private static BigDecimal price(String field, @Nullable BigDecimal price, int decimals) {
        BigDecimal given = Check.present(field, price);
        if (given.signum() < 0
                || given.compareTo(PRICE_MAX) > 0
                || given.stripTrailingZeros().scale() > decimals) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    field,
                    field + " must be between 0 and " + PRICE_MAX + " with at most " + decimals + " decimals");
        }
        return given;
    }

    @Transactional
    public ImageRow addImage(@Nullable String id, ImageTerms terms) {
        String key = Check.matches("id", id, IMAGE_ID, "must look like linode/debian12");
        if (image(key).isPresent()) {
            throw Refused.heldBy(ComputeRefusal.IMAGE_TAKEN, "id", "There is an image " + key + " already", key);
        }
        if (ImageRow.count() >= ROWS_MAX) {
            throw Refused.because(
                    ComputeRefusal.IMAGE_TAKEN, "There are " + ROWS_MAX + " images, the most there may be");
        }
        ImageRow image = new ImageRow();
        image.id = key;
        image.createdAt = clock.instant();
        set(image, terms);
        image.persistAndFlush();
        return image;
    }

    @Transactional
    public ImageRow changeImage(ImageRow known, ImageTerms terms) {
        ImageRow image = image(known.id).orElseThrow();
        set(image, terms);
        image.persistAndFlush();
        return image;
    }

    private static void set(ImageRow image, ImageTerms terms) {
        image.label = Check.text("label", terms.label(), 60);
        String description = Check.optionalText("description", terms.description(), 500);
        image.description = description == null ? "" : description;
        image.vendor = Check.text("vendor", terms.vendor(), 60);
        image.sizeMb = Check.range("sizeMb", terms.sizeMb(), 1, 1024 * 1024);
        image.deprecated = terms.deprecated() != null && terms.deprecated();
    }

    /** What a plan is to be; money in the currency of the portal's list prices. */
    public record PlanTerms(
            @Nullable String label,
            @Nullable String category,
            @Nullable Integer vcpus,
            @Nullable Long memoryMb,
            @Nullable Long diskMb,
            @Nullable Integer transferGb,
            @Nullable Integer networkOutMbps,
            @Nullable BigDecimal hourly,
            @Nullable BigDecimal monthly,
            @Nullable Boolean offered,
            @Nullable Integer iopsPromised,
            @Nullable Integer gpus,
            @Nullable String gpuModel,
            @Nullable String gpuSliceType) {}

    /** What an image is to be. */
    public record ImageTerms(
            @Nullable String label,
            @Nullable String description,
            @Nullable String vendor,
            @Nullable Integer sizeMb,
            @Nullable Boolean deprecated) {}
}
