# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where: the programs, and what builds the linguistic data of the check
# where they are installed (zusage-linguistic-data). What was not built is left out, so that the
# client library can be installed alone.
include(GNUInstallDirs)

install(TARGETS zusaged zusage build_linguistic_data
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT programs OPTIONAL)
install(PROGRAMS ${CMAKE_SOURCE_DIR}/deploy/linguistic-data
        DESTINATION ${CMAKE_INSTALL_BINDIR} RENAME zusage-linguistic-data COMPONENT programs)
install(FILES ${CMAKE_SOURCE_DIR}/deploy/packages
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zusage COMPONENT programs)
install(FILES ${CMAKE_SOURCE_DIR}/deploy/completion/zusage.bash
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME zusage
        COMPONENT programs)
