module shopplatform.dev/hello-go

go 1.24
