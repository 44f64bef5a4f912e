{{- /* Only what Go's templates have themselves, so that they can be rendered without Helm. */ -}}
{{- define "luna.labels" -}}
app.kubernetes.io/name: luna-backport3
    app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}
{{- define "luna.secret" -}}
{{ if .Values.existingSecret }}{{ .Values.existingSecret }}{{ else }}{{ .Release.Name }}-luna{{ end }}
{{- end -}}
