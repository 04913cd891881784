package myidc.compute;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import myidc.compute.StackScriptCommand.CreateStackScript;
import myidc.compute.StackScriptCommand.DeleteStackScript;
import myidc.compute.StackScriptCommand.DeployStackScript;
import myidc.compute.StackScriptCommand.PublishStackScript;
import myidc.compute.StackScriptCommand.ReviseStackScript;
import myidc.compute.StackScriptCommand.TakeDownStackScript;
import myidc.compute.event.StackScriptEvent.ScriptText;
import myidc.compute.event.StackScriptEvent.StackScriptCreated;
import myidc.compute.event.StackScriptEvent.StackScriptDeleted;
import myidc.compute.event.StackScriptEvent.StackScriptDeployed;
import myidc.compute.event.StackScriptEvent.StackScriptDeployedElsewhere;
import myidc.compute.event.StackScriptEvent.StackScriptPublished;
import myidc.compute.event.StackScriptEvent.StackScriptRevised;
import myidc.compute.event.StackScriptEvent.StackScriptTakenDown;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.StackScriptId;
import myidc.shared.id.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A script that runs at a guest's first start. */
final class StackScript {
    /** After Linode's reference of POST /linode/stackscripts. */
    private static final int LABEL_MAX = 128;

    private static final int IMAGES_MAX = 100;
    private static final int REASON_MAX = 500;
    private static final int SCRIPT_BYTES_MAX = 65_535;

    @AggregateIdentifier
    private @Nullable StackScriptId id;

    private @Nullable TenantId tenant;
    private @Nullable ScriptText text;
    private boolean published;
    private boolean takenDown;
    private boolean deleted;

    StackScript() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(CreateStackScript command) {
        apply(new StackScriptCreated(
                command.stackScriptId(), command.tenantId(), command.author(), checked(command.text())));
    }

    @CommandHandler
    void decide(ReviseStackScript command) {
        present();
        ScriptText wanted = checked(command.text());
        if (!wanted.equals(text)) {
            apply(new StackScriptRevised(known(), wanted));
        }
    }

    /** After Linode's reference of PUT /linode/stackscripts: once public, it can never be private again. */
    @CommandHandler
    void decide(PublishStackScript command) {
        present();
        if (takenDown) {
            throw Refused.field(
                    ComputeRefusal.STACKSCRIPT_TAKEN_DOWN,
                    "is_public",
                    "is_public must be false: this script was taken out of the community");
        }
        if (!published) {
            apply(new StackScriptPublished(known()));
        }
    }

    @CommandHandler
    void decide(TakeDownStackScript command) {
        present();
        if (!published || takenDown) {
            throw Refused.because(ComputeRefusal.STACKSCRIPT_NOT_PUBLIC, "The script is not public");
        }
        apply(new StackScriptTakenDown(known(), Check.text("reason", command.reason(), REASON_MAX)));
    }

    @CommandHandler
    void decide(DeployStackScript command) {
        present();
        if (command.tenantId().equals(tenant)) {
            apply(new StackScriptDeployed(known(), command.instanceId()));
        } else if (published && !takenDown) {
            apply(new StackScriptDeployedElsewhere(known(), command.instanceId()));
        } else {
            throw notFound();
        }
    }

    @CommandHandler
    void decide(DeleteStackScript command) {
        present();
        if (published && !takenDown) {
            throw Refused.because(ComputeRefusal.STACKSCRIPT_PUBLIC, "A public StackScript cannot be deleted");
        }
        apply(new StackScriptDeleted(known(), Objects.requireNonNull(tenant)));
    }

    @EventSourcingHandler
    void evolve(StackScriptCreated fact) {
        id = fact.stackScriptId();
        tenant = fact.tenantId();
        text = fact.text();
    }

    @EventSourcingHandler
    void evolve(StackScriptRevised fact) {
        text = fact.text();
    }

    @EventSourcingHandler
    void evolve(StackScriptPublished fact) {
        published = true;
    }

    @EventSourcingHandler
    void evolve(StackScriptTakenDown fact) {
        takenDown = true;
    }

    @EventSourcingHandler
    void evolve(StackScriptDeleted fact) {
        deleted = true;
    }

    private static ScriptText checked(ScriptText wanted) {
        String script = wanted.script();
        if (!script.startsWith("#!")) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "script", "script must begin with #! and the program that runs it");
        }
        if (script.getBytes(StandardCharsets.UTF_8).length > SCRIPT_BYTES_MAX) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD, "script", "script must have at most " + SCRIPT_BYTES_MAX + " bytes");
        }
        String label = Check.text("label", wanted.label(), LABEL_MAX);
        Check.range("label", label.length(), 3, LABEL_MAX);
        List<String> images = wanted.images().stream().distinct().sorted().toList();
        Check.range("images", images.size(), 1, IMAGES_MAX);
        ScriptFields.of(script);
        return new ScriptText(
                label,
                text("description", wanted.description(), 1_000),
                images,
                script,
                text("rev_note", wanted.revNote(), 512));
    }

    private static String text(String field, String given, int most) {
        String text = Check.optionalText(field, given, most);
        return text == null ? "" : text;
    }

    private void present() {
        if (deleted) {
            throw notFound();
        }
    }

    private static Refused notFound() {
        return Refused.because(ComputeRefusal.STACKSCRIPT_NOT_FOUND, "Not found");
    }

    private StackScriptId known() {
        return Objects.requireNonNull(id);
    }
}
