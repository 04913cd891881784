package myidc.driver.tools;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How storage tools are run; the keys begin with {@code myidc.storage.tools}. */
@ConfigMapping(prefix = "myidc.storage.tools")
public interface ToolSettings {
    /** The ssh client. */
    @WithDefault("ssh")
    String ssh();

    /** The private key that ssh shows; its own choice when absent. */
    Optional<String> sshIdentity();

    /** The file with the keys of known hosts; ssh's own when absent. An unknown host is never asked. */
    Optional<String> sshKnownHosts();
}
