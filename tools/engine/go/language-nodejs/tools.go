//go:build tools

// Package languagenodejs pins the Node.js language host that is built where no release can be downloaded.
package languagenodejs

import _ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
