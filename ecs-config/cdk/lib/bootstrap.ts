import { Annotations, IAspect } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { LaunchTemplate, UserData } from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';
import { text } from './files';

export interface BootstrapProps {
  /** Where the package is: an https URL of a .rpm or .deb. */
  readonly packageUrl: string;
  /** Its SHA-256, 64 hexadecimal digits. */
  readonly sha256: string;
  /** The words after `ecs-harden bootstrap`. Default: `--report ssm`. */
  readonly options?: string;
}

const URL = /^https:\/\/[A-Za-z0-9.\/_%~-]+$/;
const SHA256 = /^[0-9a-f]{64}$/;
const OPTIONS = /^[A-Za-z0-9 .,:\/_=-]*$/;

/**
 * Installs ecs-harden at the first boot of every Auto Scaling group and launch template below a scope, and brings the instance to its
 * baseline before the agent starts. It stands for the removed `canContainersAccessInstanceRole: false`, and is proved on the instance.
 *
 * It is an aspect, so its commands come after those that write `/etc/ecs/ecs.config`.
 */
export class Bootstrap implements IAspect {
  private readonly script: string;
  private readonly done = new WeakSet<UserData>();

  constructor(props: BootstrapProps) {
    check('packageUrl', props.packageUrl, URL);
    check('sha256', props.sha256, SHA256);
    const options = props.options ?? '--report ssm';
    check('options', options, OPTIONS);
    this.script = text('user-data/user-data.sh')
      .replace(/^URL='.*'$/m, `URL='${props.packageUrl}'`)
      .replace(/^SHA256='.*'$/m, `SHA256='${props.sha256}'`)
      .replace(/^OPTIONS='.*'$/m, `OPTIONS='${options}'`);
  }

  visit(node: IConstruct): void {
    if (node instanceof AutoScalingGroup) {
      this.add(node, node.userData);
    } else if (node instanceof LaunchTemplate) {
      this.add(node, node.userData);
    }
  }

  private add(node: IConstruct, userData: UserData | undefined): void {
    if (!userData) {
      Annotations.of(node).addWarningV2('ecs-harden:noUserData', 'there is no user data to add ecs-harden to');
    } else if (!this.done.has(userData)) {
      this.done.add(userData);
      // a shell of its own: the script ends with `exit 0`, and what follows here has to run
      userData.addCommands(`sh <<'ECS_HARDEN'\n${this.script}ECS_HARDEN`);
    }
  }
}

function check(name: string, value: string, pattern: RegExp): void {
  if (!pattern.test(value)) {
    throw new Error(`ecs-harden: ${name} is ${JSON.stringify(value)}, and has to match ${pattern}`);
  }
}
