# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where: the client library with the contract that it stands on.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/zusage)

set_target_properties(zusage_client PROPERTIES EXPORT_NAME client)
set_target_properties(zusage_proto PROPERTIES EXPORT_NAME proto)
install(TARGETS zusage_client zusage_proto EXPORT zusageTargets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/clients/cpp/include/zusage
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${CMAKE_BINARY_DIR}/generated/zusage ${CMAKE_BINARY_DIR}/generated/google
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.pb.h")
# For clients in other languages, which are generated from it.
install(DIRECTORY ${CMAKE_SOURCE_DIR}/proto/zusage ${CMAKE_SOURCE_DIR}/proto/google
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zusage/proto FILES_MATCHING PATTERN "*.proto")

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/zusageConfig.cmake.in
  ${CMAKE_BINARY_DIR}/zusageConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/zusageConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/zusageConfig.cmake ${CMAKE_BINARY_DIR}/zusageConfigVersion.cmake
        DESTINATION ${package_dir})
install(EXPORT zusageTargets NAMESPACE zusage:: DESTINATION ${package_dir})
