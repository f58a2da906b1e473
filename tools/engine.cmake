# Write a header with hashes of the sources that results come from, so that what the
# store keeps is not taken for what a changed program would compute.
#
#   cmake -DROOT=DIR -DOUT=FILE -P tools/engine.cmake
#
# AISLE_ENGINE is of all of src/ and include/; AISLE_FIT_ENGINE of the rooms that make
# ideal points. Sixteen hex digits each; file names and bytes, by name.
function(hash_sources out)
    set(patterns)
    foreach(folder ${ARGN})
        list(APPEND patterns ${ROOT}/${folder}/*.c ${ROOT}/${folder}/*.h)
    endforeach()
    file(GLOB_RECURSE files RELATIVE ${ROOT} ${patterns})
    list(SORT files)
    set(all)
    foreach(name ${files})
        file(SHA256 ${ROOT}/${name} hash)
        string(APPEND all "${name} ${hash}\n")
    endforeach()
    string(SHA256 hash "${all}")
    string(SUBSTRING ${hash} 0 16 hash)
    set(${out} ${hash} PARENT_SCOPE)
endfunction()

hash_sources(engine src include)
hash_sources(fit_engine src/num src/data src/likelihood src/ideal src/dynamic)
file(WRITE ${OUT} "#define AISLE_ENGINE \"${engine}\"
#define AISLE_FIT_ENGINE \"${fit_engine}\"
")
