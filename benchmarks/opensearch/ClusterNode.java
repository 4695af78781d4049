import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One OpenSearch node on loopback, out of Maven Central's artifacts, for tests and trials:
 * ClusterNode HOME NAME HTTP_PORT TRANSPORT_PORT OWNER SEEDS MANAGERS.
 *
 * It ends when the process OWNER does (0: never). SEEDS are host:port,... of all nodes, MANAGERS
 * their names, for the first start of the cluster; '' for a node alone. Settings in
 * HOME/config/opensearch.yml are added, and the plugins of the system property plugins.
 */
public final class ClusterNode extends Node {
    ClusterNode(Environment environment, Collection<Class<? extends Plugin>> plugins) {
        super(environment, plugins, true);
    }

    public static void main(String[] given) throws Exception {
        Path home = Path.of(given[0]).toAbsolutePath();
        Path config = Files.createDirectories(home.resolve("config"));
        Settings.Builder settings = Settings.builder()
            .put("path.home", home.toString())
            .put("path.data", home.resolve("data").toString())
            .put("path.logs", home.resolve("logs").toString())
            .put("cluster.name", "local")
            .put("node.name", given[1])
            .put("node.processors", 2)
            .put("network.host", "127.0.0.1")
            .put("http.port", given[2])
            .put("transport.port", given[3])
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put("node.store.allow_mmap", false);
        if (given[5].isEmpty()) {
            settings.put("discovery.type", "single-node");
        } else {
            settings.putList("discovery.seed_hosts", given[5].split(","));
            settings.putList("cluster.initial_cluster_manager_nodes", given[6].split(","));
        }
        Path more = config.resolve("opensearch.yml");
        if (Files.exists(more)) {
            settings.loadFromPath(more);
        }
        List<Class<? extends Plugin>> plugins = new ArrayList<>(List.of(
            Netty4Plugin.class, CommonAnalysisPlugin.class, ReindexPlugin.class, PainlessPlugin.class));
        for (String name : System.getProperty("plugins", "").split(",")) {
            if (!name.isEmpty()) {
                plugins.add(Class.forName(name).asSubclass(Plugin.class));
            }
        }
        long owner = Long.parseLong(given[4]);
        if (owner > 0) {
            ProcessHandle.of(owner).ifPresentOrElse(
                found -> found.onExit().thenRun(() -> Runtime.getRuntime().halt(0)),
                () -> Runtime.getRuntime().halt(0));
        }
        ClusterNode node = new ClusterNode(new Environment(settings.build(), config), plugins);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                node.close();
            } catch (Exception error) {
                error.printStackTrace();
            }
        }));
        node.start();
        Thread.currentThread().join();
    }
}
