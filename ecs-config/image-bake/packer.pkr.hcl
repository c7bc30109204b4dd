# A snippet for a Packer template whose source is an ECS-optimized image. Not run in the tests: Packer is not there.
variable "ecs_harden_url" {
  type = string
}

variable "ecs_harden_sha256" {
  type = string
}

build {
  sources = ["source.amazon-ebs.ecs"]

  provisioner "shell" {
    execute_command = "sudo env {{ .Vars }} sh {{ .Path }}"
    environment_vars = [
      "URL=${var.ecs_harden_url}",
      "SHA256=${var.ecs_harden_sha256}",
    ]
    script = "${path.root}/install.sh"
  }
}
