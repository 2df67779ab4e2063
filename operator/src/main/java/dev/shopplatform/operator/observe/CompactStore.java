package dev.shopplatform.operator.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Keeps what an informer saw as compressed JSON, less what nobody asks for: an object of the model takes ten times the memory,
 * and most objects are looked at only when something changes.
 */
final class CompactStore<R extends HasMetadata> implements ItemStore<R> {
    private final Map<String, Item> items = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Item>> index = new ConcurrentHashMap<>();
    private final Class<R> kind;
    private final UnaryOperator<R> prune;
    private final Function<R, Optional<String>> indexKey;
    private final KubernetesSerialization json;

    /**
     * A store for one kind.
     *
     * @param prune    what of an object is kept
     * @param indexKey under what {@link #indexed} finds it
     */
    CompactStore(Class<R> kind, UnaryOperator<R> prune, Function<R, Optional<String>> indexKey, KubernetesSerialization json) {
        this.kind = kind;
        this.prune = prune;
        this.indexKey = indexKey;
        this.json = json;
    }

    /** An object, and where the index has it; empty for nowhere. */
    private record Item(byte[] packed, String indexKey) {}

    @Override
    public String getKey(R object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public R put(String key, R object) {
        Item item = new Item(pack(prune.apply(object)), indexKey.apply(object).orElse(""));
        Item before = items.put(key, item);
        // In this order: whoever reads meanwhile finds the old object or the new one. The informer's own index may show none, or both.
        index.computeIfAbsent(item.indexKey, _ -> new ConcurrentHashMap<>()).put(key, item);
        if (before != null && !before.indexKey.equals(item.indexKey)) {
            unindex(key, before);
        }
        return unpack(before);
    }

    @Override
    public R remove(String key) {
        Item before = items.remove(key);
        if (before != null) {
            unindex(key, before);
        }
        return unpack(before);
    }

    private void unindex(String key, Item item) {
        index.computeIfPresent(item.indexKey, (_, found) -> {
            found.remove(key);
            return found.isEmpty() ? null : found;
        });
    }

    /** The objects under an index key, each of them once. */
    Stream<R> indexed(String wanted) {
        return index.getOrDefault(wanted, Map.of()).values().stream().map(this::unpack);
    }

    @Override
    public Stream<String> keySet() {
        return items.keySet().stream();
    }

    @Override
    public Stream<R> values() {
        return items.values().stream().map(this::unpack);
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public R get(String key) {
        return unpack(items.get(key));
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    private byte[] pack(R object) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setDictionary(CompactDictionary.BYTES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(json.asJson(object).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private R unpack(Item item) {
        if (item == null) {
            return null;
        }
        Inflater inflater = new Inflater(true);
        inflater.setDictionary(CompactDictionary.BYTES);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(item.packed), inflater)) {
            return json.unmarshal(in, kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            inflater.end();
        }
    }
}
