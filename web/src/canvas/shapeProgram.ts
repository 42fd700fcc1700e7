// Draws the nodes: one point each, cut to the shape of its kind in the fragment shader.
//
// Points are the cheapest primitive there is, which matters where no GPU draws them: circles made of triangles run at a sixth of the frames. The
// shapes are signed distances, so that edges are smooth at every size. Sigma's own picking pass is left out (see pick.ts).
import { NodeProgram, type ProgramInfo } from 'sigma/rendering';
import type { NodeDisplayData, RenderParams } from 'sigma/types';
import type Sigma from 'sigma';
import { floatColor } from 'sigma/utils';

export interface ShapeData extends NodeDisplayData {
  shape: number; // index into palette.shapes
  pinned: boolean;
}

const vertex = /* glsl */ `
attribute vec2 a_position;
attribute float a_size;
attribute vec4 a_color;
attribute float a_shape;
uniform mat3 u_matrix;
uniform float u_scale;
varying vec4 v_color;
varying float v_shape;
varying float v_pixel;
void main() {
  gl_Position = vec4((u_matrix * vec3(a_position, 1.0)).xy, 0.0, 1.0);
  float size = a_size * u_scale;
  gl_PointSize = size * 2.7 + 2.0;
  v_pixel = 2.0 / (size * 2.0);
  v_color = a_color;
  v_color.a *= 255.0 / 254.0;
  v_shape = a_shape;
}`;

const fragment = /* glsl */ `
precision mediump float;
uniform vec4 u_rim;
varying vec4 v_color;
varying float v_shape;
varying float v_pixel;

float polygon(vec2 p, float corners, float turn) {
  float wedge = 6.28318530718 / corners;
  float a = mod(atan(p.y, p.x) - turn, wedge) - wedge * 0.5;
  return length(p) * cos(a) - cos(wedge * 0.5);
}

float box(vec2 p, vec2 half_size) {
  vec2 d = abs(p) - half_size;
  return max(d.x, d.y);
}

// Distance to the outline, negative inside, of a shape of radius 1.
float outline(vec2 p) {
  if (v_shape < 0.5) return box(p, vec2(0.82));
  if (v_shape < 1.5) return (abs(p.x) + abs(p.y) - 1.1) * 0.7071;
  if (v_shape < 2.5) return polygon(p, 6.0, 0.0);
  if (v_shape < 3.5) return max(p.y - 0.8, abs(p.x) * 0.87 - (p.y + 1.05) * 0.494);
  if (v_shape < 4.5) return length(p) - 1.0;
  if (v_shape < 5.5) return polygon(p, 5.0, -1.57079632679);
  if (v_shape < 6.5) return max(-p.y - 0.8, abs(p.x) * 0.87 - (1.05 - p.y) * 0.494);
  if (v_shape < 7.5) return min(box(p, vec2(1.0, 0.38)), box(p, vec2(0.38, 1.0)));
  if (v_shape < 8.5) return abs(length(p) - 0.75) - 0.25;
  return max(box(p, vec2(0.7, 0.95)), (p.x - p.y) * 0.7071 - 0.85);
}

void main() {
  vec2 p = (gl_PointCoord - 0.5) * (2.7 + 2.0 * v_pixel);
  float d = outline(p);
  float inside = 1.0 - smoothstep(-0.5 * v_pixel, 0.5 * v_pixel, d);
  if (v_shape > 7.5 && v_shape < 8.5) d = length(p) - 1.0; // no tie shows through the hole of the ring
  float rim = 1.0 - smoothstep(1.0 * v_pixel, 2.0 * v_pixel, d);
  vec4 color = mix(u_rim, v_color, inside);
  gl_FragColor = vec4(color.rgb, 1.0) * rim * v_color.a;
}`;

const { FLOAT, UNSIGNED_BYTE, POINTS } = WebGL2RenderingContext;
type Uniform = 'u_matrix' | 'u_scale' | 'u_rim';

/** Makes the program whose shapes have a rim of the colour that rim gives, which sets them off from the ties behind them. */
export function shapeProgram(rim: () => readonly [number, number, number]) {
  return class ShapeProgram extends NodeProgram<Uniform> {
    constructor(gl: WebGL2RenderingContext, _picking: WebGLFramebuffer | null, sigma: Sigma) {
      super(gl, null, sigma);
    }

    getDefinition() {
      return {
        VERTICES: 1,
        VERTEX_SHADER_SOURCE: vertex,
        FRAGMENT_SHADER_SOURCE: fragment,
        METHOD: POINTS,
        UNIFORMS: ['u_matrix', 'u_scale', 'u_rim'] as Uniform[],
        ATTRIBUTES: [
          { name: 'a_position', size: 2, type: FLOAT },
          { name: 'a_size', size: 1, type: FLOAT },
          { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: 'a_shape', size: 1, type: FLOAT },
        ],
      };
    }

    processVisibleItem(_index: number, start: number, data: NodeDisplayData) {
      const { array } = this;
      array[start++] = data.x;
      array[start++] = data.y;
      array[start++] = data.size;
      array[start++] = floatColor(data.color);
      array[start] = (data as ShapeData).shape;
    }

    setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo) {
      gl.uniformMatrix3fv(uniformLocations.u_matrix as WebGLUniformLocation, false, params.matrix);
      gl.uniform1f(uniformLocations.u_scale as WebGLUniformLocation, params.pixelRatio / params.sizeRatio);
      gl.uniform4f(uniformLocations.u_rim as WebGLUniformLocation, ...rim(), 1);
    }
  };
}
