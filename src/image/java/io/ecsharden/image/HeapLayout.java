package io.ecsharden.image;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The builder's own layout of the image heap, done several times in each of its partitions: for the
 * objects of the first rank, then for those of the next. All places, sizes and tables are the
 * builder's work.
 *
 * <p>The builder has no interface for this, so reflection finds the classes of GraalVM 25 ({@code
 * ChunkedImageHeapLayouter} and {@code ChunkedImageHeapPartition} in {@code
 * com.oracle.svm.core.genscavenge}, {@code NativeImageHeap} in {@code
 * com.oracle.svm.hosted.image}). All of them are looked up before anything is changed.
 */
final class HeapLayout {

  private static final String CORE = "com.oracle.svm.core.";
  private static final String PARTITION = CORE + "genscavenge.ChunkedImageHeapPartition";
  private static final String ALLOCATOR = CORE + "genscavenge.ChunkedImageHeapAllocator";
  private static final String LAYOUTER = CORE + "genscavenge.ChunkedImageHeapLayouter";
  private static final String CONTRACT = CORE + "image.ImageHeapLayouter";
  private static final String HEAP = "com.oracle.svm.hosted.image.NativeImageHeap";

  private final Object layouter;
  private final int ranks;
  private final ToIntFunction<ImageObject> rank;
  private final Optional<ObjectList> list;

  private final Field partitions = field(LAYOUTER, "partitions");
  private final Field startOffset = field(LAYOUTER, "startOffset");
  private final Field allocator = field(LAYOUTER, "allocator");
  private final Method finish;
  private final Constructor<?> newAllocator;
  private final Constructor<?> newControl;
  private final Method position = method(ALLOCATOR, "getPosition");
  private final Method startChunk = method(ALLOCATOR, "maybeStartAlignedChunk");
  private final Field objects = field(PARTITION, "objects");
  private final Field huge = field(PARTITION, "hugeObjects");
  private final Field start = field(PARTITION, "startOffset");
  private final Field end = field(PARTITION, "endOffset");
  private final Method whole;
  private final Method part;
  private final Method countHubs = method(CORE + "image.ImageHeap", "countAndVerifyDynamicHubs");
  private final BuilderObject.Members members = new BuilderObject.Members();

  private HeapLayout(
      Object layouter, int ranks, ToIntFunction<ImageObject> rank, Optional<ObjectList> list)
      throws ReflectiveOperationException {
    this.layouter = layouter;
    this.ranks = ranks;
    this.rank = rank;
    this.list = list;
    Class<?> control = Class.forName(CONTRACT + "$ImageHeapLayouterControl");
    Class<?> allocators = Class.forName(ALLOCATOR);
    finish = method(LAYOUTER, "populateInfoObjects", int.class, int.class, control);
    newAllocator = allocators.getDeclaredConstructor(long.class);
    newAllocator.setAccessible(true);
    newControl = control.getConstructor(Class.forName(CONTRACT + "$ImageHeapLayouterCallback"));
    whole = method(PARTITION, "layout", allocators, control);
    part = method(PARTITION, "allocateObjectsInAlignedChunks", allocators, control);
  }

  /**
   * Replaces the builder's layouter.
   *
   * @param access the builder, after it has compiled
   * @param ranks how many there are
   * @param rank that of an object, from 0
   * @param list where to write the places of all objects
   */
  static void install(
      Object access, int ranks, ToIntFunction<ImageObject> rank, Optional<ObjectList> list)
      throws ReflectiveOperationException {
    Object heap = access.getClass().getMethod("getHeap").invoke(access);
    Field field = field(HEAP, "heapLayouter");
    Object usual = field.get(heap);
    HeapLayout layout = new HeapLayout(usual, ranks, rank, list);
    Class<?> contract = Class.forName(CONTRACT);
    field.set(
        heap,
        Proxy.newProxyInstance(
            contract.getClassLoader(),
            new Class<?>[] {contract},
            (proxy, method, arguments) -> {
              try {
                return method.getName().equals("layout")
                    ? layout.lay(arguments[0], arguments[1], arguments[2])
                    : method.invoke(usual, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private Object lay(Object heap, Object pageSize, Object callback)
      throws ReflectiveOperationException {
    Object control = newControl.newInstance(callback);
    Object space = newAllocator.newInstance(startOffset.get(layouter));
    allocator.set(layouter, space);
    List<ImageObject> all = new ArrayList<>();
    for (Object partition : (Object[]) partitions.get(layouter)) {
      if (huge.getBoolean(partition)) {
        whole.invoke(partition, space, control);
      } else {
        startChunk.invoke(space);
        start.set(partition, position.invoke(space));
        all.addAll(layByRank(partition, space, control));
        end.set(partition, position.invoke(space));
      }
    }
    Object info = finish.invoke(layouter, countHubs.invoke(heap), pageSize, control);
    list.ifPresent(file -> file.write(all));
    return info;
  }

  private List<ImageObject> layByRank(Object partition, Object space, Object control)
      throws ReflectiveOperationException {
    List<?> content = (List<?>) objects.get(partition);
    List<ImageObject> all = new ArrayList<>(content.size());
    List<List<Object>> ranked = new ArrayList<>();
    for (int i = 0; i < ranks; i++) {
      ranked.add(new ArrayList<>());
    }
    for (Object object : content) {
      ImageObject known = new BuilderObject(object, members);
      all.add(known);
      ranked.get(rank.applyAsInt(known)).add(object);
    }
    for (List<Object> some : ranked) {
      objects.set(partition, some);
      part.invoke(partition, space, control);
    }
    objects.set(partition, content);
    System.out.println(
        "Image heap, "
            + partition
            + ": objects by rank "
            + ranked.stream().map(some -> Integer.toString(some.size())).toList());
    return all;
  }

  /** A method by its class, name and parameters. */
  static Method method(String type, String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    Method method = Class.forName(type).getDeclaredMethod(name, parameters);
    method.setAccessible(true);
    return method;
  }

  private static Field field(String type, String name) throws ReflectiveOperationException {
    Field field = Class.forName(type).getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
