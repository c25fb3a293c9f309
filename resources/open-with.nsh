; Offers the app under "Open with" for zips. The program that opens them by a double click stays the same.

!macro customInstall
  WriteRegStr SHCTX "Software\Classes\TenantAtlas.Artifact" "" "Integration artifact or package export"
  WriteRegStr SHCTX "Software\Classes\TenantAtlas.Artifact\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHCTX "Software\Classes\TenantAtlas.Artifact\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHCTX "Software\Classes\.zip\OpenWithProgids" "TenantAtlas.Artifact" ""
!macroend

!macro customUnInstall
  DeleteRegValue SHCTX "Software\Classes\.zip\OpenWithProgids" "TenantAtlas.Artifact"
  DeleteRegKey SHCTX "Software\Classes\TenantAtlas.Artifact"
!macroend
